package com.flowex.trading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.access.testing.TestAnswer;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Closes the server's half of finding P8: what was ordered and traded, whole, as a file. */
@Timeout(900)
class ExportHistoryTest {

    private static final String TRADES = "/api/trading/exports/trades";
    private static final String ORDERS = "/api/trading/exports/orders";

    private final TradingWorld world = new TradingWorld();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void aTradeIsALineWithItsTotalAndItsFee() {
        String maker = world.placed(world.bob, "sell", "650", "0.2");
        String taker = world.placed(world.ada, "buy", "650", "0.1");

        List<String> ada = lines(TRADES, world.ada);
        List<String> bob = lines(TRADES, world.bob);

        assertEquals(
                "time,trade_id,order_id,symbol,side,price,quantity,total,fee,fee_asset,rebate,rebate_asset,liquidity,"
                        + "sequence",
                ada.getFirst());
        assertEquals(2, ada.size());
        assertTrue(
                ada.getLast().contains("," + taker + ",BTC-USDT,buy,650,0.1,65,0.0001,BTC,,,taker,"), ada.toString());
        assertTrue(
                bob.getLast().contains("," + maker + ",BTC-USDT,sell,650,0.1,65,0.065,USDT,,,maker,"), bob.toString());
        assertEquals(1, lines(TRADES, world.cyd).size());
    }

    @Test
    void anOrderIsALineWithItsTotalAndItsFee() {
        world.placed(world.bob, "sell", "650", "0.2");
        world.placed(world.ada, "buy", "650", "0.1");
        world.placed(world.ada, "sell", "700", "0.3");

        List<String> all = lines(ORDERS, world.ada);

        assertEquals(3, all.size());
        assertTrue(all.get(1).endsWith(",BTC-USDT,sell,limit,open,700,,0.3,0,,,,,,0"), all.toString());
        assertTrue(all.get(2).endsWith(",BTC-USDT,buy,limit,filled,650,,0.1,0.1,650,0.0001,BTC,,,65"), all.toString());
        assertEquals(2, lines(ORDERS + "?status=filled", world.ada).size());
        assertEquals(2, lines(ORDERS + "?side=sell", world.ada).size());
        assertEquals(1, lines(ORDERS + "?symbol=ETH-USDT", world.ada).size());
        assertEquals(1, lines(ORDERS + "?from=2200-01-01T00:00:00Z", world.ada).size());
        assertEquals(1, lines(TRADES + "?to=1990-01-01T00:00:00Z", world.ada).size());
        assertEquals(
                2,
                lines(TRADES + "?from=1990-01-01T00:00:00Z&side=buy", world.ada).size());
    }

    /** More than two pages of the table, of which the filter leaves some in each. */
    @Test
    void aFileHasEveryRowHoweverManyThereAre() {
        int orders = 1_100;
        for (int i = 0; i < orders; i++) {
            TestAnswer placed = world.limit(world.ada, "buy", i % 3 == 0 ? "3" : "2", "1");
            assertEquals(201, placed.status(), placed.text());
            if (i % 190 == 0) {
                world.server.delete("/api/trading/orders", world.ada);
            }
        }
        world.server.delete("/api/trading/orders", world.ada);
        world.shown();

        List<String> all = lines(ORDERS, world.ada);

        assertEquals(orders + 1, all.size());
        assertEquals(orders + 1, all.stream().distinct().count());
        assertEquals(1, lines(ORDERS + "?side=sell", world.ada).size());
    }

    @Test
    void invalidFiltersAreRefused() {
        assertEquals(400, world.server.get(ORDERS + "?side=both", world.ada).status());
        assertEquals(400, world.server.get(ORDERS + "?status=asleep", world.ada).status());
        assertEquals(
                400, world.server.get(TRADES + "?from=yesterday", world.ada).status());
        assertEquals(
                404, world.server.get(TRADES + "?symbol=DOGE-USDT", world.ada).status());
        TestAnswer backwards =
                world.server.get(ORDERS + "?from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z", world.ada);
        assertEquals(400, backwards.status());
        assertTrue(backwards.text().contains("to must be later than from"), backwards.text());
        assertEquals(401, world.server.get(TRADES, "").status());
    }

    private List<String> lines(String path, String token) {
        TestAnswer answer = world.server.get(path, token);
        assertEquals(200, answer.status(), answer.text());
        assertTrue(answer.text().endsWith("\r\n"));
        return answer.text().lines().toList();
    }
}
