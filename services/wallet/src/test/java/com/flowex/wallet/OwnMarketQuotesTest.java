package com.flowex.wallet;

import static com.flowex.wallet.MarginWorld.MARGIN;
import static com.flowex.wallet.MarginWorld.done;
import static com.flowex.wallet.MarginWorld.names;
import static com.flowex.wallet.MarginWorld.refused;
import static com.flowex.wallet.MarginWorld.terms;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.flowex.access.testing.TestAnswer;
import com.flowex.orderentry.LogTime;
import com.flowex.wallet.app.margin.OwnMarkets;
import java.math.BigInteger;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Goal: a market of the exchange counts in an index price as a feed does, while it trades. Method: the real engine. */
@Timeout(900)
class OwnMarketQuotesTest {

    private static MarginWorld margin;
    private static WalletWorld world;

    @BeforeAll
    static void begin() {
        margin = new MarginWorld();
        world = margin.world;
    }

    @AfterAll
    static void end() {
        margin.close();
    }

    @Test
    void marketOfTheExchangeIsASourceOfTheIndexPrice() {
        margin.feature(true);
        done(200, margin.setTerms("BTC", terms(0, "1")));
        done(200, margin.setTerms("USDT", terms(0, "1")));
        margin.costs("600");
        refused(403, "forbidden", ownMarket(world.ada, "{\"version\":0,\"symbol\":\"BTC-USDT\",\"source\":4}"));
        names("source", ownMarket(world.admin, "{\"version\":0,\"symbol\":\"BTC-USDT\"}"));
        names("version", ownMarket(world.admin, "{\"symbol\":\"BTC-USDT\",\"source\":4}"));
        refused(404, "not_found", ownMarket(world.admin, "{\"version\":0,\"symbol\":\"ETH-USDT\",\"source\":4}"));
        JsonNode set = done(200, ownMarket(world.admin, "{\"version\":0,\"symbol\":\"BTC-USDT\",\"source\":4}"));
        assertEquals(1, set.path("version").asLong());
        refused(409, "version_changed", ownMarket(world.admin, "{\"version\":0}"));

        assertEquals(0, margin.margin.ownMarkets.quote(1), "nothing was traded");
        world.recentTrades = Optional.of(new OwnMarkets.RecentTrades(
                BigInteger.valueOf(200_000_000),
                BigInteger.valueOf(1_240_000_000),
                BigInteger.valueOf(1_000_000_000),
                LogTime.nanos(margin.logTime())));
        assertEquals(1, margin.margin.ownMarkets.quote(1));
        assertEquals(0, margin.margin.ownMarkets.quote(1), "nothing was traded since");
        world.shown();
        JsonNode pool = pool("BTC");
        // Three sources with a volume of 1 at 600, and 10 BTC of a day at 1,240 USDT for 2 BTC.
        assertEquals("615.38", pool.path("index").path("price").asText());
        assertEquals("BTC-USDT", pool.path("own_market").path("symbol").asText());

        assertTrue(done(200, ownMarket(world.admin, "{\"version\":1}"))
                .path("symbol")
                .isNull());
        world.recentTrades = world.recentTrades.map(trades -> new OwnMarkets.RecentTrades(
                trades.quantityUnits(), trades.quoteUnits(), trades.dayUnits(), trades.lastNanos() + 1));
        assertEquals(0, margin.margin.ownMarkets.quote(1), "it is no source any more");
    }

    private static JsonNode pool(String currency) {
        for (JsonNode pool : margin.pools()) {
            if (pool.path("currency").asText().equals(currency)) {
                return pool;
            }
        }
        throw new AssertionError(currency + " has no pool");
    }

    private static TestAnswer ownMarket(String token, String body) {
        return margin.server.put(MARGIN + "/pools/BTC/own-market", body, token);
    }
}
