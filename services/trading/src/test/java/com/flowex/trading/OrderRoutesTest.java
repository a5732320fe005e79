package com.flowex.trading;

import static com.flowex.trading.TradingWorld.ORDERS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.flowex.access.testing.TestAnswer;
import com.flowex.cluster.client.Outcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Orders in, answers out. */
@Timeout(900)
class OrderRoutesTest {

    private final TradingWorld world = new TradingWorld();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void anAdministratorFindsTheAccountOfAnOrderOpenOrEnded() {
        String id = world.placed(world.ada, "buy", "650", "0.1");
        String owner = ORDERS + "/" + id + "/owner";
        String found = "{\"order_id\":\"" + id + "\",\"account\":\"1001\",\"symbol\":\"BTC-USDT\"}";

        assertEquals(found, world.server.get(owner, world.admin).text());
        world.server.delete(ORDERS + "/" + id, world.ada);
        assertEquals(found, world.server.get(owner, world.admin).text());
        assertEquals(403, world.server.get(owner, world.ada).status());
        assertEquals(
                404, world.server.get(ORDERS + "/999999999/owner", world.admin).status());
        assertEquals(404, world.server.get(owner, world.stranger).status(), "another tenant's");
    }

    @Test
    void anOrderThatRestsIsAnsweredOpen() {
        JsonNode order = world.limit(world.ada, "buy", "650.00", "0.10", ",\"client_order_id\":\"my-order-1\"")
                .json();

        assertEquals("open", order.path("status").asText());
        assertEquals("650", order.path("price").asText());
        assertEquals("0.1", order.path("quantity").asText());
        assertEquals("gtc", order.path("time_in_force").asText());
        assertEquals("0", order.path("filled_quantity").asText());
        assertTrue(order.path("average_price").isNull());
        assertEquals(0, order.path("fees").size());
        assertEquals("my-order-1", order.path("client_order_id").asText());
        assertTrue(order.path("created_at").asText().endsWith("Z"));
    }

    @Test
    void answerOfAnOrderEqualsTheView() {
        world.placed(world.ada, "sell", "649.50", "0.1");
        world.placed(world.ada, "sell", "649.70", "0.2");
        TestAnswer placed = world.limit(world.bob, "buy", "650", "0.5");

        JsonNode order = placed.json();
        assertEquals(201, placed.status());
        assertEquals("partially_filled", order.path("status").asText());
        assertEquals("0.3", order.path("filled_quantity").asText());
        assertEquals("649.63333333", order.path("average_price").asText());
        assertEquals(
                "[{\"asset\":\"BTC\",\"amount\":\"0.0003\"}]",
                order.path("fees").toString());
        assertEquals(
                order,
                world.server
                        .get(ORDERS + "/" + order.path("id").asText(), world.bob)
                        .json());
    }

    @Test
    void marketOrderTakesTheBookAndItsRestExpires() {
        world.placed(world.ada, "buy", "652", "1.5");

        JsonNode order = world.server
                .post(
                        ORDERS,
                        "{\"symbol\":\"BTC-USDT\",\"side\":\"sell\",\"type\":\"market\",\"quantity\":\"5\"}",
                        world.bob)
                .json();

        assertEquals("expired", order.path("status").asText());
        assertEquals("no_liquidity", order.path("expiry_reason").asText());
        assertEquals("ioc", order.path("time_in_force").asText());
        assertTrue(order.path("price").isNull());
        assertEquals("1.5", order.path("filled_quantity").asText());
        assertEquals(
                "[{\"asset\":\"USDT\",\"amount\":\"0.978\"}]",
                order.path("fees").toString());
    }

    @Test
    void immediateOrdersExpireTheirUnfilledRest() {
        world.placed(world.ada, "sell", "650", "0.1");

        JsonNode kill = world.limit(world.bob, "buy", "650", "0.2", ",\"time_in_force\":\"fok\"")
                .json();
        JsonNode rest = world.limit(world.bob, "buy", "650", "0.2", ",\"time_in_force\":\"ioc\"")
                .json();

        assertEquals("fill_or_kill", kill.path("expiry_reason").asText());
        assertEquals("0", kill.path("filled_quantity").asText());
        assertEquals("immediate_or_cancel", rest.path("expiry_reason").asText());
        assertEquals("0.1", rest.path("filled_quantity").asText());
    }

    @Test
    void postOnlyNeverTakes() {
        world.placed(world.ada, "sell", "650", "0.1");

        assertEquals(
                "post_only_would_take",
                world.limit(world.bob, "buy", "650", "0.1", ",\"post_only\":true")
                        .code());
        assertEquals(
                201,
                world.limit(world.bob, "buy", "649", "0.1", ",\"post_only\":true")
                        .status());
    }

    @Test
    void aCanceledOrderIsAnsweredAsItIsNow() {
        String id = world.placed(world.ada, "buy", "650", "0.2");
        world.placed(world.bob, "sell", "650", "0.05");

        TestAnswer canceled = world.server.delete(ORDERS + "/" + id, world.ada);

        assertEquals(200, canceled.status());
        assertEquals("canceled", canceled.json().path("status").asText());
        assertEquals("0.05", canceled.json().path("filled_quantity").asText());
        assertEquals(
                "unknown_order",
                world.server.delete(ORDERS + "/" + id, world.ada).code());
        assertEquals(200, world.server.get(ORDERS + "/" + id, world.ada).status());
    }

    @Test
    void cancelAllCancelsOwnOrdersOfOneMarketOrOfAll() {
        world.placed(world.ada, "buy", "650", "0.2");
        world.placed(world.ada, "buy", "651", "0.2");
        String others = world.placed(world.bob, "buy", "650", "0.2");

        JsonNode none =
                world.server.delete(ORDERS + "?symbol=ETH-USDT", world.ada).json();
        JsonNode both = world.server.delete(ORDERS, world.ada).json();

        assertEquals(0, none.path("canceled").asInt());
        assertEquals(2, both.path("canceled").asInt());
        assertEquals("canceled", both.path("items").get(1).path("status").asText());
        assertEquals(
                "open",
                world.server
                        .get(ORDERS + "/" + others, world.bob)
                        .json()
                        .path("status")
                        .asText());
        assertEquals(
                "unknown_instrument",
                world.server.delete(ORDERS + "?symbol=DOGE-USDT", world.ada).code());
    }

    @Test
    void aReducedOrderKeepsItsIdAndItsPlace() {
        String first = world.placed(world.ada, "buy", "650", "0.2");
        world.placed(world.bob, "buy", "650", "0.2");

        TestAnswer reduced = world.server.patch(ORDERS + "/" + first, "{\"quantity\":\"0.1\"}", world.ada);
        TestAnswer larger = world.server.patch(ORDERS + "/" + first, "{\"quantity\":\"0.3\"}", world.ada);
        world.placed(world.cyd, "sell", "650", "0.1");

        assertEquals(200, reduced.status());
        assertEquals("0.1", reduced.json().path("quantity").asText());
        assertEquals("not_a_reduction", larger.code());
        assertEquals(
                "filled",
                world.server
                        .get(ORDERS + "/" + first, world.ada)
                        .json()
                        .path("status")
                        .asText());
    }

    @Test
    void overloadIsAnsweredBeforeAnythingIsSent() {
        world.exchange.answerInstead(_ -> new Outcome.Overloaded());

        TestAnswer answer = world.limit(world.ada, "buy", "650", "0.1");

        assertEquals(503, answer.status());
        assertEquals("overloaded", answer.code());
        assertEquals("1", answer.header("Retry-After"));
    }
}
