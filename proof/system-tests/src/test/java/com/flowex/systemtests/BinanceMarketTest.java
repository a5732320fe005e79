package com.flowex.systemtests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.flowex.app.lifecycle.StartedComponents;
import com.flowex.platform.testing.Await;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Requests of Binance clients about a market, by the two trades and two orders that it has. */
@Timeout(900)
class BinanceMarketTest {

    private static final String BTC = "symbol=BTCUSDT";

    @TempDir
    private static Path folder;

    private static final StartedComponents PARTS = new StartedComponents();
    private static HttpApi api;

    @BeforeAll
    static void trade() {
        api = new HttpApi(ExchangeHere.url(ExchangeHere.start(folder.resolve("data"), PARTS)));
        HttpApi seller = api.newUser("sells@example.com");
        seller.deposit("BTC", "1");
        HttpApi buyer = api.newUser("buys@example.com");
        buyer.deposit("USDT", "10000");
        seller.order("sell", "500", "0.4", "rests").expect(201);
        buyer.order("buy", "500", "0.1", "first").expect(201);
        buyer.order("buy", "500", "0.2", "second").expect(201);
        buyer.order("buy", "490", "0.5", "bid").expect(201);
        Await.until(() -> request("trades", BTC).size() == 2
                && !request("depth", BTC).path("bids").isEmpty());
    }

    @AfterAll
    static void stop() {
        PARTS.close();
    }

    private static JsonNode request(String subject, String query) {
        return api.get("/api/v3/" + subject + "?" + query).expect(200).body();
    }

    /** The code of a refusal. */
    private static int refused(String subject, String query) {
        return api.get("/api/v3/" + subject + "?" + query)
                .expect(400)
                .body()
                .path("code")
                .asInt();
    }

    private static void is(String expected, JsonNode number) {
        assertEquals(0, new BigDecimal(expected).compareTo(new BigDecimal(number.asText())), number.asText());
    }

    @Test
    void tradesAreListed() {
        JsonNode trades = request("trades", BTC);
        is("0.1", trades.path(0).path("qty"));
        is("0.2", trades.path(1).path("qty"));
        is("100", trades.path(1).path("quoteQty"));
        assertFalse(trades.path(0).path("isBuyerMaker").asBoolean());
        assertEquals(1, request("trades", BTC + "&limit=1").size());

        JsonNode aggregates = request("aggTrades", BTC);
        assertEquals(2, aggregates.size());
        is("500", aggregates.path(0).path("p"));
        is("0.2", aggregates.path(1).path("q"));
        assertEquals(
                trades.path(1).path("id").asLong(), aggregates.path(1).path("f").asLong());
        assertEquals(
                1,
                request(
                                "aggTrades",
                                BTC + "&fromId=" + aggregates.path(1).path("a").asLong())
                        .size());
    }

    @Test
    void theDayIsTheSumOfItsTrades() {
        JsonNode day = request("ticker/24hr", BTC);
        is("500", day.path("lastPrice"));
        is("500", day.path("weightedAvgPrice"));
        is("0", day.path("priceChange"));
        is("0.3", day.path("volume"));
        is("150", day.path("quoteVolume"));
        is("490", day.path("bidPrice"));
        is("0.1", day.path("askQty"));
        assertEquals(2, day.path("count").asInt());
        JsonNode mini = request("ticker/24hr", BTC + "&type=MINI");
        is("0.3", mini.path("volume"));
        assertTrue(mini.path("bidPrice").isMissingNode());
        assertEquals(
                2,
                request("ticker/24hr", "symbols=%5B%22BTCUSDT%22,%22ETHUSDT%22%5D")
                        .size());
    }

    @Test
    void aWindowOfOnesOwnIsTheSameAsLongAsItHoldsAllTrades() {
        for (String window : Set.of("30m", "1h", "7d")) {
            JsonNode answer = request("ticker", BTC + "&windowSize=" + window);
            is("0.3", answer.path("volume"));
            assertEquals(2, answer.path("count").asInt(), window);
        }
        is("0.3", request("ticker", BTC + "&windowSize=2d&type=MINI").path("volume"));
        refused("ticker", BTC + "&windowSize=90m");
        refused("ticker", BTC + "&type=WHOLE");
        assertEquals("BTCUSDT", request("ticker/tradingDay", BTC).path("symbol").asText());
        refused("ticker/tradingDay", BTC + "&timeZone=25");
    }

    @Test
    void pricesAreThoseOfTheBook() {
        is("500", request("ticker/price", BTC).path("price"));
        is("500", request("avgPrice", BTC).path("price"));
        JsonNode best = request("ticker/bookTicker", BTC);
        is("490", best.path("bidPrice"));
        is("0.5", best.path("bidQty"));
        is("500", best.path("askPrice"));
        is("0.1", best.path("askQty"));
        JsonNode depth = request("depth", BTC + "&limit=5");
        is("490", depth.path("bids").path(0).path(0));
        is("0.1", depth.path("asks").path(0).path(1));
        refused("depth", BTC + "&limit=0");
    }

    @Test
    void candlesHoldTheTradedVolume() {
        for (String interval : Set.of("1m", "1h", "1d")) {
            BigDecimal volume = BigDecimal.ZERO;
            for (JsonNode candle : request("klines", BTC + "&interval=" + interval)) {
                volume = volume.add(new BigDecimal(candle.path(5).asText()));
            }
            assertEquals(0, new BigDecimal("0.3").compareTo(volume), interval);
        }
        refused("klines", BTC + "&interval=7m");
        refused("klines", BTC);
    }

    @Test
    void theRulesOfAMarketAreItsFilters() {
        JsonNode info = request("exchangeInfo", BTC);
        assertEquals(1, info.path("symbols").size());
        JsonNode market = info.path("symbols").path(0);
        assertEquals("BTC", market.path("baseAsset").asText());
        assertEquals("TRADING", market.path("status").asText());
        Set<String> filters = new HashSet<>();
        market.path("filters")
                .forEach(filter -> filters.add(filter.path("filterType").asText()));
        assertTrue(filters.containsAll(Set.of("PRICE_FILTER", "LOT_SIZE", "NOTIONAL")), filters.toString());
        assertEquals(
                2,
                request("exchangeInfo", "symbolStatus=TRADING").path("symbols").size());
        assertEquals(-1121, refused("exchangeInfo", "symbol=NOPE"));
        assertEquals(-1121, refused("ticker/price", "symbol=NOPE"));
    }
}
