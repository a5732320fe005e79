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
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** The quotes of a demo market that was killed do not stand for ever: no process would look after them. */
@Timeout(900)
@EnabledIfSystemProperty(named = "flowex.full", matches = "true")
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
                        Duration.ofMinutes(5),
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
            // Canceled before it is ready; the books that are shown follow a moment later.
            shows(withoutDemo, "BTC-USDT", "bids", "[[\"10\",\"1\"]]");
            shows(withoutDemo, "BTC-USDT", "asks", "[]");
            shows(withoutDemo, "ETH-USDT", "bids", "[]");
            shows(withoutDemo, "ETH-USDT", "asks", "[]");
            HttpApi user = withoutDemo.api().login("resting@example.com", "SecurePass123!");
            user.order("sell", "10", "1", "nothing-to-sell").expect(422);
            assertEquals("10", user.balance("USDT").path("locked").asText());
            JsonNode sources = withoutDemo.api().get("/api/market-data/sources").body();
            assertFalse(sources.path("items").elements().hasNext(), "nobody moves the markets");
            withoutDemo.stop();
        }
    }

    private static void shows(ExchangeProcess exchange, String market, String side, String levels) {
        Deadline.await(
                Duration.ofMinutes(5),
                () -> side(exchange, market, side).toString().equals(levels),
                () -> market + " " + side + " are " + side(exchange, market, side));
    }

    private static JsonNode side(ExchangeProcess exchange, String market, String side) {
        return exchange.api()
                .get("/api/trading/orderbook/" + market)
                .expect(200)
                .body()
                .path(side);
    }
}
