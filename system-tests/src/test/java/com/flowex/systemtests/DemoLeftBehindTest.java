package com.flowex.systemtests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The quotes of a demo market that was killed do not stand for ever: nobody would look after them. */
@Timeout(180)
class DemoLeftBehindTest {

    private static final List<String> MARKETS = List.of("BTC-USDT", "ETH-USDT");

    @TempDir
    private Path folder;

    @Test
    void aStartWithoutTheDemoTakesTheQuotesOfAKilledOneOutOfTheBooksAndLeavesTheOthers() {
        Path data = folder.resolve("data");
        try (ExchangeProcess withDemo = ExchangeProcess.start(data, Map.of("FLOWEX_DEMO_MARKET", "on"))) {
            for (String market : MARKETS) {
                Deadline.await(
                        Duration.ofSeconds(60),
                        () -> side(withDemo, market, "bids").size() > 1
                                && side(withDemo, market, "asks").size() > 1,
                        () -> "the demo does not quote " + market);
            }
            HttpApi user = withDemo.api().newUser("resting@example.com");
            user.deposit("USDT", "100");
            user.order("buy", "10", "1", "resting").expect(201);
            withDemo.kill();
        }
        try (ExchangeProcess withoutDemo = ExchangeProcess.start(data)) {
            assertEquals(
                    "[[\"10\",\"1\"]]", side(withoutDemo, "BTC-USDT", "bids").toString());
            assertEquals("[]", side(withoutDemo, "BTC-USDT", "asks").toString());
            assertEquals("[]", side(withoutDemo, "ETH-USDT", "bids").toString());
            assertEquals("[]", side(withoutDemo, "ETH-USDT", "asks").toString());
            HttpApi user = withoutDemo.api().login("resting@example.com", "SecurePass123!");
            user.order("sell", "10", "1", "nothing-to-sell").expect(422);
            assertEquals("10", user.balance("USDT").path("locked").asText());
            JsonNode sources = withoutDemo.api().get("/api/market-data/sources").body();
            assertFalse(sources.path("items").elements().hasNext(), "nobody moves the markets");
            withoutDemo.stop();
        }
    }

    private static JsonNode side(ExchangeProcess exchange, String market, String side) {
        return exchange.api()
                .get("/api/trading/orderbook/" + market)
                .expect(200)
                .body()
                .path(side);
    }
}
