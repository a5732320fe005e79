package com.flowex.trading;

import static com.flowex.trading.TradingWorld.ORDERS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.flowex.access.testing.TestAnswer;
import com.flowex.cluster.client.Outcome;
import java.util.Collections;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Closes a part of finding T12: several orders at once, parts of lists by time, and what an order's answer says. */
@Timeout(900)
class BatchTest {

    private final TradingWorld world = new TradingWorld();

    @AfterEach
    void close() {
        world.close();
    }

    private static String order(String price, String id) {
        return "{\"symbol\":\"BTC-USDT\",\"side\":\"buy\",\"type\":\"limit\",\"price\":\"" + price
                + "\",\"quantity\":\"0.1\",\"client_order_id\":\"" + id + "\"}";
    }

    private TestAnswer batch(String... orders) {
        return world.server.post(ORDERS + "/batch", "{\"orders\":[" + String.join(",", orders) + "]}", world.ada);
    }

    @Test
    void ordersOfABatchAreIndependent() {
        TestAnswer answer = batch(order("600", "a"), order("600.001", "b"), order("601", "a"), order("602", "c"), "{}");

        assertEquals(200, answer.status(), answer.text());
        JsonNode items = answer.json().path("items");
        assertEquals("open", items.path(0).path("order").path("status").asText());
        assertEquals("invalid_field", items.path(1).path("problem").path("code").asText());
        assertEquals(
                "price",
                items.path(1)
                        .path("problem")
                        .path("errors")
                        .path(0)
                        .path("field")
                        .asText());
        assertEquals(
                "client_order_id_reused",
                items.path(2).path("problem").path("code").asText());
        assertEquals("602", items.path(3).path("order").path("price").asText());
        assertEquals(400, items.path(4).path("problem").path("status").asInt());
        assertEquals(world.exchange.sequence(), answer.json().path("sequence").asLong());

        assertEquals(200, batch(order("600", "a")).status());
        assertEquals(
                2,
                world.server
                        .get(ORDERS + "?status=open", world.ada)
                        .json()
                        .path("items")
                        .size());
    }

    @Test
    void aBatchHasOneToFifteen() {
        for (int count : new int[] {0, 16}) {
            assertEquals(
                    "invalid_field",
                    batch(Collections.nCopies(count, order("600", "x")).toArray(String[]::new))
                            .code());
        }
        assertEquals(
                "invalid_field",
                world.server.post(ORDERS + "/cancel", "{}", world.ada).code());
    }

    @Test
    void afterAnOrderWithoutAnAnswerNothingMoreIsSent() {
        AtomicInteger sent = new AtomicInteger();
        world.exchange.answerInstead(_ -> {
            sent.incrementAndGet();
            return new Outcome.Unknown();
        });

        JsonNode items = batch(order("600", "a"), order("601", "b"), order("602", "c"))
                .json()
                .path("items");

        assertEquals(1, sent.get());
        assertEquals(
                "unknown_outcome", items.path(0).path("problem").path("code").asText());
        assertEquals("overloaded", items.path(1).path("problem").path("code").asText());
        assertEquals("overloaded", items.path(2).path("problem").path("code").asText());
    }

    @Test
    void ordersAreCanceledByTheirIds() {
        String first = world.placed(world.ada, "buy", "600", "0.1");
        String second = world.placed(world.ada, "buy", "601", "0.1");
        String bobs = world.placed(world.bob, "buy", "602", "0.1");
        String ids = "{\"ids\":[\"" + String.join("\",\"", first, bobs, "x", second, first) + "\"]}";

        TestAnswer answer = world.server.post(ORDERS + "/cancel", ids, world.ada);

        JsonNode items = answer.json().path("items");
        assertEquals("canceled", items.path(0).path("order").path("status").asText());
        assertEquals("unknown_order", items.path(1).path("problem").path("code").asText());
        assertEquals("unknown_order", items.path(2).path("problem").path("code").asText());
        assertEquals("canceled", items.path(3).path("order").path("status").asText());
        assertTrue(items.path(4).has("problem"), answer.text());
        assertEquals(
                1,
                world.server
                        .get(ORDERS + "?status=open", world.bob)
                        .json()
                        .path("items")
                        .size());
    }

    @Test
    void listsAreFilteredByTime() {
        world.placed(world.bob, "sell", "600", "0.1");
        world.placed(world.ada, "buy", "600", "0.1");
        String later = world.placed(world.ada, "buy", "590", "0.1");
        String at = world.server
                .get(ORDERS + "/" + later, world.ada)
                .json()
                .path("created_at")
                .asText();

        assertEquals(1, count(ORDERS + "?from=" + at));
        assertEquals(1, count(ORDERS + "?to=" + at));
        assertEquals(2, count(ORDERS + "?from=1970-01-01T00:00:00Z"));
        assertEquals(1, count("/api/trading/trades?to=" + at));
        assertEquals(0, count("/api/trading/trades?from=" + at));
        for (String query : new String[] {"from=yesterday", "to=9999-01-01T00:00:00Z", "from=" + at + "&to=" + at}) {
            assertEquals(
                    "invalid_field",
                    world.server.get(ORDERS + "?" + query, world.ada).code(),
                    query);
        }
    }

    private int count(String path) {
        TestAnswer answer = world.server.get(path, world.ada);
        assertEquals(200, answer.status(), answer.text());
        return answer.json().path("items").size();
    }

    @Test
    void orderShowsItsTradedAmountsAndTriggerTime() {
        String stop = world.server
                .post(
                        ORDERS,
                        "{\"symbol\":\"BTC-USDT\",\"side\":\"sell\",\"type\":\"stop_loss\",\"quantity\":\"0.1\",\"stop_price\":\"600\"}",
                        world.ada)
                .json()
                .path("id")
                .asText();
        world.placed(world.bob, "buy", "600", "0.3");
        assertTrue(world.server
                .get(ORDERS + "/" + stop, world.ada)
                .json()
                .path("triggered_at")
                .isNull());
        world.placed(world.cyd, "sell", "600", "0.1");
        world.shown();

        JsonNode order = world.server.get(ORDERS + "/" + stop, world.ada).json();
        assertEquals("filled", order.path("status").asText(), order.toString());
        assertEquals("60", order.path("filled_quote").asText());
        assertEquals(order.path("updated_at"), order.path("triggered_at"));
    }
}
