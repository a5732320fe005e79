package com.flowex.trading;

import static com.flowex.trading.TradingWorld.ORDERS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.flowex.cluster.client.Outcome;
import com.flowex.platform.testing.TestAnswer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Every route with what it is for. */
@Timeout(60)
class TradingServiceTest {

    private final TradingWorld world = new TradingWorld();

    @AfterEach
    void close() {
        world.close();
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
    void whatTheAnswerSaysIsWhatTheViewSays() {
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
    void aMarketOrderTakesWhatIsThereAndTheRestExpires() {
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
    void immediateOrCancelAndFillOrKillExpireWhatTheyMust() {
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

    /** Failure 16: an answer that never came is asked for again with the same id, and is the first answer. */
    @Test
    void aRepeatedClientOrderIdIsTheSameOrder() {
        String id = ",\"client_order_id\":\"again\"";
        TestAnswer first = world.limit(world.ada, "buy", "650", "0.2", id);
        world.placed(world.bob, "sell", "650", "0.1");

        TestAnswer second = world.limit(world.ada, "buy", "650", "0.2", id);
        TestAnswer other = world.limit(world.ada, "buy", "651", "0.2", id);

        assertEquals(201, first.status());
        assertEquals(200, second.status());
        assertEquals(first.json().path("id"), second.json().path("id"));
        assertEquals("partially_filled", second.json().path("status").asText());
        assertEquals(409, other.status());
        assertEquals("client_order_id_reused", other.code());
    }

    /** Failure 16: an unknown outcome names the id to ask with, and asking is definitive; an id never seen is burnt. */
    @Test
    void anUnknownOutcomeIsResolvedByItsClientOrderId() {
        world.exchange.answerInstead(_ -> new Outcome.Unknown());
        TestAnswer lost = world.limit(world.ada, "buy", "650", "0.2", ",\"client_order_id\":\"lost\"");
        world.exchange.answerItself();
        assertEquals(504, lost.status());
        assertEquals("unknown_outcome", lost.code());
        assertTrue(lost.json().path("detail").asText().contains("\"lost\""));

        assertEquals(404, resolve("lost", false).status());
        TestAnswer burnt = resolve("lost", true);
        TestAnswer late = world.limit(world.ada, "buy", "650", "0.2", ",\"client_order_id\":\"lost\"");

        assertEquals("{\"client_order_id\":\"lost\",\"known\":false,\"burnt\":true}", burnt.text());
        assertEquals(burnt.text(), resolve("lost", false).text());
        assertEquals("client_order_id_burnt", late.code());
    }

    /** Failure 16: what became of a known id, accepted or refused. */
    @Test
    void aKnownIdResolvesToItsFirstAnswer() {
        world.limit(world.ada, "buy", "650", "0.2", ",\"client_order_id\":\"known\"");
        world.limit(world.ada, "buy", "1200", "900", ",\"client_order_id\":\"poor\"");

        JsonNode known = resolve("known", true).json();
        TestAnswer refused = resolve("poor", true);

        assertTrue(known.path("known").asBoolean());
        assertEquals("open", known.path("order").path("status").asText());
        assertEquals(
                "{\"client_order_id\":\"poor\",\"known\":true,\"refused\":\"insufficient_funds\"}", refused.text());
    }

    @Test
    void anOrderIsFoundByItsClientOrderId() {
        world.limit(world.ada, "buy", "650", "0.2", ",\"client_order_id\":\"mine\"");

        assertEquals(1, items(ORDERS + "?client_order_id=mine", world.ada).size());
        assertEquals(
                0,
                items(ORDERS + "?client_order_id=mine&status=filled", world.ada).size());
        assertEquals(0, items(ORDERS + "?client_order_id=nobodys", world.ada).size());
        assertEquals(0, items(ORDERS + "?client_order_id=mine", world.bob).size());
    }

    private TestAnswer resolve(String id, boolean burn) {
        return world.server.post(
                ORDERS + "/resolve", "{\"client_order_id\":\"%s\",\"burn\":%s}".formatted(id, burn), world.ada);
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
    void cancelAllTakesOneMarketOrAllAndNobodyElses() {
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
                world.server.delete(ORDERS + "?symbol=XXX-USDT", world.ada).code());
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
    void ordersComeNewestFirstInPagesThatMeetWithoutGapOrDouble() {
        List<String> placed = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            placed.addFirst(world.placed(world.ada, "buy", "6%d0".formatted(i), "0.1"));
        }
        world.server.delete(ORDERS + "/" + placed.get(2), world.ada);
        world.placed(world.bob, "sell", "660", "0.1");

        assertEquals(placed, ids(ORDERS + "?limit=3", world.ada));
        assertEquals(
                5, items(ORDERS + "?status=open,partially_filled", world.ada).size());
        assertEquals(1, items(ORDERS + "?status=filled", world.ada).size());
        assertEquals(2, items(ORDERS + "?status=filled,canceled", world.ada).size());
        assertEquals(6, items(ORDERS + "?status=filled,open", world.ada).size());
        assertEquals(0, items(ORDERS + "?symbol=ETH-USDT", world.ada).size());
    }

    private List<String> ids(String path, String token) {
        List<String> ids = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = world.server.get(path + cursor, token).json();
            page.path("items").forEach(item -> ids.add(item.path("id").asText()));
            cursor = page.path("next_cursor").isNull()
                    ? ""
                    : "&cursor=" + page.path("next_cursor").asText();
        } while (!cursor.isEmpty());
        return ids;
    }

    private JsonNode items(String path, String token) {
        return world.server.get(path, token).json().path("items");
    }

    @Test
    void fillsShowBothSidesOfATradeToTheirOwners() {
        String maker = world.placed(world.ada, "sell", "650", "0.1");
        String taker = world.placed(world.bob, "buy", "651", "0.1");

        JsonNode sold = items("/api/trading/trades", world.ada).get(0);
        JsonNode bought =
                items("/api/trading/trades?order_id=" + taker, world.bob).get(0);

        assertEquals(maker, sold.path("order_id").asText());
        assertEquals("maker", sold.path("liquidity").asText());
        assertEquals("0.065", sold.path("fee").asText());
        assertEquals("USDT", sold.path("fee_asset").asText());
        assertEquals("taker", bought.path("liquidity").asText());
        assertEquals("0.0001", bought.path("fee").asText());
        assertEquals("65", bought.path("quote_amount").asText());
        assertEquals(sold.path("id"), bought.path("id"));
        assertEquals(
                0, items("/api/trading/trades?order_id=" + maker, world.bob).size());
    }

    @Test
    void fillsOfOneSelfTradeAreTwoAndPageApart() {
        world.placed(world.ada, "sell", "650", "0.1");
        world.placed(world.ada, "sell", "650", "0.1");
        world.placed(world.ada, "buy", "650", "0.2");

        List<String> all = ids("/api/trading/trades?limit=1", world.ada);

        assertEquals(4, all.size());
        assertEquals(all.get(0), all.get(1));
        assertEquals(all.get(2), all.get(3));
        assertFalse(all.get(1).equals(all.get(2)));
    }

    @Test
    void positionsAddUpFillsAndValueThemAtTheLastPrice() {
        world.placed(world.ada, "sell", "650", "0.1");
        world.placed(world.bob, "buy", "650", "0.1");
        world.placed(world.cyd, "sell", "660", "0.01");
        world.placed(world.ada, "buy", "660", "0.01");

        JsonNode bob = items("/api/trading/positions", world.bob).get(0);
        JsonNode ada = items("/api/trading/positions", world.ada).get(0);

        assertEquals("BTC", bob.path("asset").asText());
        assertEquals("USDT", bob.path("quote").asText());
        assertEquals("0.0999", bob.path("quantity").asText());
        assertEquals("650.65065065", bob.path("average_entry_price").asText());
        assertEquals("660", bob.path("last_price").asText());
        // 0.0999 x 660 - 65
        assertEquals("0.934", bob.path("unrealized_pnl").asText());
        assertEquals("-0.09001", ada.path("quantity").asText());
        assertEquals(0, items("/api/trading/positions", world.dee).size());
    }

    @Test
    void pairsShowTheRulesOfTheirMarkets() {
        JsonNode all = items("/api/trading/pairs", "");

        assertEquals(2, all.size());
        assertEquals("""
                {"symbol":"BTC-USDT","base":"BTC","quote":"USDT","status":"open","price_tick":"0.01",\
                "max_price":"10000000","quantity_lot":"0.00001","min_quantity":"0.00001","max_quantity":"1000",\
                "min_notional":"1","price_scale":2,"quantity_scale":8,"quote_scale":6,"maker_fee":"0.001",\
                "taker_fee":"0.001"}""", all.get(0).toString());
        assertEquals(
                1,
                items("/api/trading/pairs?base=ETH&quote=USDT&status=open", "").size());
        assertEquals(0, items("/api/trading/pairs?status=halted", "").size());
        assertEquals(
                "invalid_field",
                world.server.get("/api/trading/pairs?status=asleep", "").code());
    }

    @Test
    void anAdministratorHaltsAndResumesAMarket() {
        String halt = "/api/trading/pairs/BTC-USDT/halt";
        String id = world.placed(world.ada, "buy", "650", "0.1");

        assertEquals(403, world.server.post(halt, "", world.ada).status());
        assertEquals(
                "halted",
                world.server.post(halt, "", world.admin).json().path("status").asText());
        assertEquals(
                "instrument_halted", world.limit(world.ada, "buy", "650", "0.1").code());
        assertEquals(200, world.server.delete(ORDERS + "/" + id, world.ada).status());
        assertEquals(
                "open",
                world.server
                        .post("/api/trading/pairs/BTC-USDT/resume", "", world.admin)
                        .json()
                        .path("status")
                        .asText());
        assertEquals(201, world.limit(world.ada, "buy", "650", "0.1").status());
        assertEquals(
                404,
                world.server
                        .post("/api/trading/pairs/XXX-USDT/halt", "", world.admin)
                        .status());
    }

    @Test
    void theOrderBookAddsUpWhatRests() {
        world.placed(world.ada, "buy", "649", "0.1");
        world.placed(world.bob, "buy", "649", "0.2");
        world.placed(world.bob, "buy", "648", "1");
        String reduced = world.placed(world.cyd, "sell", "651", "0.5");
        world.server.patch(ORDERS + "/" + reduced, "{\"quantity\":\"0.4\"}", world.cyd);
        world.placed(world.ada, "sell", "649", "0.05");
        world.shown();

        JsonNode book = world.server.get("/api/trading/orderbook/BTC-USDT", "").json();

        assertEquals("[[\"649\",\"0.25\"],[\"648\",\"1\"]]", book.path("bids").toString());
        assertEquals("[[\"651\",\"0.4\"]]", book.path("asks").toString());
        assertEquals(world.exchange.sequence(), book.path("sequence").asLong());
        assertEquals(
                1,
                world.server
                        .get("/api/trading/orderbook/BTC-USDT?limit=1", "")
                        .json()
                        .path("bids")
                        .size());
        assertEquals(
                "unknown_instrument",
                world.server.get("/api/trading/orderbook/XXX-USDT", "").code());
    }

    @Test
    void nobodySeesAStateOlderThanTheirOwnLastWrite() {
        world.exchange.hold();
        String id =
                world.limit(world.ada, "buy", "650", "0.1").json().path("id").asText();

        TestAnswer behind = world.server.get(ORDERS + "/" + id, world.ada);
        TestAnswer others = world.server.get(ORDERS, world.bob);
        TestAnswer asked = world.server.send(world.server
                .request(ORDERS, world.bob)
                .header("X-Min-Sequence", Long.toString(world.exchange.sequence())));
        world.exchange.release();
        TestAnswer later = world.server.get(ORDERS + "/" + id, world.ada);

        assertEquals(503, behind.status());
        assertEquals("view_behind", behind.code());
        assertEquals("1", behind.header("Retry-After"));
        assertEquals(200, others.status());
        assertEquals(503, asked.status());
        assertEquals(200, later.status());
    }

    @Test
    void aDoneCommandWhoseViewIsBehindSaysThatItIsDone() {
        String id = world.placed(world.ada, "buy", "650", "0.1");
        world.shown();
        world.exchange.hold();

        TestAnswer canceled = world.server.delete(ORDERS + "/" + id, world.ada);
        world.exchange.release();

        assertEquals("view_behind", canceled.code());
        assertTrue(canceled.json().path("detail").asText().startsWith("order " + id + " is canceled"));
    }

    @Test
    void aRebuiltViewIsTheSameView() {
        world.placed(world.ada, "sell", "650", "0.1");
        world.placed(world.bob, "buy", "650", "0.05");
        String filled = world.placed(world.bob, "buy", "650", "0.05");
        world.placed(world.bob, "buy", "649", "0.05");
        List<String> before = everything(filled);

        world.service.rebuildViews();
        world.shown();

        assertEquals(before, everything(filled));
    }

    private List<String> everything(String order) {
        return List.of(
                world.server.get(ORDERS, world.ada).text(),
                world.server.get(ORDERS, world.bob).text(),
                world.server.get(ORDERS + "/" + order, world.bob).text(),
                world.server.get("/api/trading/trades", world.bob).text(),
                world.server.get("/api/trading/positions", world.bob).text(),
                world.server.get("/api/trading/orderbook/BTC-USDT", "").text(),
                world.server.get("/api/trading/pairs", "").text());
    }

    @Test
    void aViewThatCannotGoOnMakesTheProcessUnready() {
        world.exchange.stopTails(new IllegalStateException("event 7 is missing"));

        TestAnswer ready = world.server.get("/ready", "");

        assertEquals(503, ready.status());
        assertTrue(ready.text().contains("event 7 is missing"), ready.text());
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
