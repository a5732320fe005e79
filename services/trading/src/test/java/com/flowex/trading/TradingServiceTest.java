package com.flowex.trading;

import static com.flowex.trading.TradingWorld.ORDERS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.flowex.access.testing.TestAnswer;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.testing.Await;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The markets, and the service as a whole. */
@Timeout(900)
class TradingServiceTest {

    private final TradingWorld world = new TradingWorld();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void pairsShowTheRulesOfTheirMarkets() {
        JsonNode all = items("/api/trading/pairs", "");

        assertEquals(2, all.size());
        assertEquals(
                """
                {"symbol":"BTC-USDT","base":"BTC","quote":"USDT","status":"open","price_tick":"0.01",\
                "max_price":"10000000","quantity_lot":"0.00001","min_quantity":"0.00001","max_quantity":"1000",\
                "min_notional":"1","max_notional":"0","max_position":"0","max_open_orders":0,"price_band":"0",\
                "circuit_breaker":null,"order_types":["limit","market","stop_loss","stop_loss_limit","take_profit",\
                "take_profit_limit","trailing_stop","iceberg","twap","oco"],"price_scale":2,"quantity_scale":8,\
                "quote_scale":6,"maker_fee":"0.001","taker_fee":"0.001",\
                "fee_tiers":[{"volume_from":"0","maker_fee":"0.001","taker_fee":"0.001"}],"version":"%s"}""".formatted(all.get(0).path("version").asText()), all.get(0).toString());
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
                        .post("/api/trading/pairs/DOGE-USDT/halt", "", world.admin)
                        .status());
    }

    @Test
    void userNeverReadsOrdersOlderThanTheirOwnLastWrite() {
        world.exchange.hold();
        String id =
                world.limit(world.ada, "buy", "650", "0.1").json().path("id").asText();

        TestAnswer behind = world.server.get(ORDERS + "/" + id, world.ada);
        TestAnswer others = world.server.get(ORDERS, world.bob);
        TestAnswer answer = world.server.send(world.server
                .request(ORDERS, world.bob)
                .header("X-Min-Sequence", Long.toString(world.exchange.sequence())));
        world.exchange.release();
        TestAnswer later = world.server.get(ORDERS + "/" + id, world.ada);

        assertEquals(503, behind.status());
        assertEquals("view_behind", behind.code());
        assertEquals("1", behind.header("Retry-After"));
        assertEquals(200, others.status());
        assertEquals(503, answer.status());
        assertEquals(200, later.status());
    }

    /** It was read when the command was done: a canceled order was answered 400. */
    @Test
    void invalidSequenceHeaderIsRefusedBeforeTheCommand() {
        String id = world.placed(world.ada, "buy", "650", "0.1");
        world.shown();

        TestAnswer refused = world.server.send(world.server
                .request(ORDERS + "/" + id, world.ada)
                .header("X-Min-Sequence", "later")
                .DELETE());
        TestAnswer order = world.server.get(ORDERS + "/" + id, world.ada);

        assertEquals(400, refused.status());
        assertEquals(
                "X-Min-Sequence must be a whole number",
                refused.json().path("detail").asText());
        assertEquals("open", order.json().path("status").asText());
    }

    @Test
    void aDoneCommandWhoseViewIsBehindSaysThatItIsDone() {
        String id = world.placed(world.ada, "buy", "650", "0.1");
        world.shown();
        world.exchange.hold();

        TestAnswer canceled = world.server.delete(ORDERS + "/" + id, world.ada);
        world.exchange.release();

        assertEquals(202, canceled.status());
        assertTrue(canceled.json().path("done").asBoolean());
        assertTrue(canceled.json().path("sequence").asLong() > 0);
        assertTrue(canceled.json().path("detail").asText().startsWith("order " + id + " is canceled"));
    }

    @Test
    void aRebuiltViewIsTheSameView() {
        world.placed(world.ada, "sell", "650", "0.1");
        world.placed(world.bob, "buy", "650", "0.05");
        String filled = world.placed(world.bob, "buy", "650", "0.05");
        world.placed(world.bob, "buy", "649", "0.05");
        List<String> before = everything(filled);

        world.reader.tables().rebuild();
        world.shown();

        assertEquals(before, everything(filled));
    }

    @Test
    void whileAViewIsBuiltAnewTheOldOneIsRead() {
        world.placed(world.ada, "sell", "650", "0.1");
        String filled = world.placed(world.bob, "buy", "650", "0.05");
        world.placed(world.bob, "buy", "649", "0.05");
        List<String> before = everything(filled);

        Await.during(world.reader.tables()::rebuild, () -> assertEquals(before, everything(filled)));

        assertEquals(before, everything(filled));
    }

    @Test
    void ordersArePlacedAndSeenWhileAViewIsBuiltAnew() {
        AtomicInteger placed = new AtomicInteger();

        Await.during(world.reader.tables()::rebuild, () -> {
            TestAnswer answer = world.limit(world.ada, "buy", "600", "0.01");
            assertEquals(201, answer.status(), answer.text());
            String id = answer.json().path("id").asText();
            TestAnswer testAnswer = world.server.get(ORDERS + "/" + id, world.ada);
            assertEquals(200, testAnswer.status(), testAnswer.text());
            placed.incrementAndGet();
        });
        world.shown();

        int open = world.stand.database().query(1, connection -> Sql.one(
                        connection,
                        row -> row.getInt(1),
                        "SELECT count(*) FROM trading.open_orders WHERE price = 60000")
                .orElseThrow());
        assertEquals(placed.get(), open);
    }

    private List<String> everything(String order) {
        return List.of(
                world.server.get(ORDERS, world.ada).text(),
                world.server.get(ORDERS, world.bob).text(),
                world.server.get(ORDERS + "/" + order, world.bob).text(),
                world.server.get("/api/trading/trades", world.bob).text(),
                world.server.get("/api/trading/positions", world.bob).text(),
                world.server.get("/api/trading/pairs", "").text());
    }

    @Test
    void aViewThatCannotGoOnMakesTheProcessUnready() {
        // After the first fault behind an event the view is read anew; the same fault once more stops it for good.
        Await.until(() -> {
            world.exchange.stopTails(new IllegalStateException("event 7 is missing"));
            return world.server.get("/ready", "").text().contains("stopped behind event");
        });

        TestAnswer ready = world.server.get("/ready", "");

        assertEquals(503, ready.status());
        assertTrue(ready.text().contains("event 7 is missing"), ready.text());
    }

    private JsonNode items(String path, String token) {
        return world.server.get(path, token).json().path("items");
    }
}
