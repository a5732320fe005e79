package com.flowex.trading;

import static com.flowex.trading.TradingWorld.ORDERS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Later questions: orders, fills, positions. */
@Timeout(900)
class OrderListsTest {

    private final TradingWorld world = new TradingWorld();

    @AfterEach
    void close() {
        world.close();
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
        var taker = world.limit(world.ada, "buy", "650", "0.2", ",\"self_trade_prevention\":\"none\"");
        assertEquals(201, taker.status(), taker.text());
        world.shown();

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
}
