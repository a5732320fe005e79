package com.flowex.systemtests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.flowex.platform.testing.Await;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The walk of a new user, from an empty directory to a trade, through a stop and a start. */
@Timeout(900)
class FirstTradeTest {

    @TempDir
    private Path folder;

    @Test
    void aNewUserPlacesSeesFillsAndCancelsAnOrderAndFindsItAfterARestart() {
        // A machine that does ten things at once is waited for.
        Map<String, String> patient = new HashMap<>(ExchangeProcess.speaking("fa-IR"));
        patient.put("FLOWEX_READ_WAIT_MS", "5000");
        try (ExchangeProcess exchange = ExchangeProcess.startOn(folder.resolve("data"), patient)) {
            HttpApi api = exchange.api();
            Await.until(() -> "ok".equals(api.get("/health").expect(200).text("status")));
            register(api);
            everyoneSeesTheMarkets(api);
            HttpApi demo = api.demoUser();
            HttpApi user = api.login("test@example.com", "SecurePass123!");
            String filled = trade(demo, user);
            String open = placeAndCancel(demo);

            exchange.stop();
            exchange.startAgain();

            assertEquals("filled", demo.get("/api/trading/orders/" + filled).text("status"));
            assertEquals("open", demo.get("/api/trading/orders/" + open).text("status"));
            assertEquals("9.9999", user.balance("BTC").path("available").asText());
        }
    }

    /**
     * One start and one trade in each of the surroundings that a machine may have: a home whose name has spaces and other letters, files
     * that only their owner reads, an address of IPv6 alone, a folder for temporary files that is full, and one that runs nothing. The clock
     * that steps is a fault of {@code FaultInjectionTest}, the languages are those of other tests.
     */
    @Test
    void firstTradeSucceedsInUnusualEnvironments() throws IOException {
        assumeTrue(Boolean.getBoolean("flowex.full"), "of --full");
        Path temporary = Files.createDirectories(folder.resolve("temporary files"));
        Map<String, String> there = Map.of("_JAVA_OPTIONS", "'-Djava.io.tmpdir=" + temporary + "'");
        String mount = "mount -t tmpfs -o %s none '" + temporary + "' && ";
        tradesOnce(List.of(), "my home, ein schöner خانه", Map.of());
        tradesOnce(shell("umask 077; "), "of its owner alone", Map.of());
        tradesOnce(List.of(), "of version six", Map.of("FLOWEX_HOST", "::1"));
        tradesOnce(apart(mount.formatted("noexec")), "without programs", there);
        tradesOnce(
                apart(mount.formatted("size=64k") + "{ head -c 1000000 /dev/zero > '" + temporary
                        + "/fill' 2>/dev/null || true; } && "),
                "without room",
                there);
    }

    private static List<String> shell(String before) {
        return List.of("sh", "-c", before + "exec \"$@\"", "sh");
    }

    /** In a mount namespace of its own. */
    private static List<String> apart(String before) {
        return Stream.concat(Stream.of("unshare", "--mount"), shell(before).stream())
                .toList();
    }

    private void tradesOnce(List<String> wrapper, String home, Map<String, String> environment) {
        Map<String, String> all = new HashMap<>(ExchangeProcess.QUICK_STARTS);
        all.putAll(environment);
        all.put("FLOWEX_READ_WAIT_MS", "5000");
        try (ExchangeProcess exchange =
                ExchangeProcess.startWithin(wrapper, folder.resolve(home).resolve("data"), all)) {
            HttpApi api = environment.containsKey("FLOWEX_HOST")
                    ? new HttpApi(URI.create("http://[" + environment.get("FLOWEX_HOST") + "]:" + exchange.port()))
                    : exchange.api();
            register(api);
            trade(api.demoUser(), api.login("test@example.com", "SecurePass123!"));
            exchange.stop();
        }
    }

    private static void register(HttpApi api) {
        Map<String, String> user = Map.of(
                "email", "test@example.com",
                "password", "SecurePass123!",
                "first_name", "Test",
                "last_name", "User");
        JsonNode registered = api.post("/api/auth/register", user).expect(201).body();
        assertEquals("test@example.com", registered.path("email").asText());
        assertEquals(
                "email_taken", api.post("/api/auth/register", user).expect(409).text("code"));
    }

    private static void everyoneSeesTheMarkets(HttpApi api) {
        JsonNode pairs = api.get("/api/trading/pairs").expect(200).body().path("items");
        assertEquals("BTC-USDT", pairs.path(0).path("symbol").asText());
        assertEquals("ETH-USDT", pairs.path(1).path("symbol").asText());
        assertEquals(
                2,
                api.get("/api/market-data/tickers")
                        .expect(200)
                        .body()
                        .path("items")
                        .size());
    }

    /** The demo user sells to the new one; returns the demo user's order. */
    private static String trade(HttpApi demo, HttpApi user) {
        user.deposit("USDT", "1000");
        user.deposit("BTC", "9.9");
        JsonNode sell =
                demo.order("sell", "500", "0.1", "walk-sell").expect(201).body();
        assertEquals("open", sell.path("status").asText());
        JsonNode buy = user.order("buy", "500", "0.1", "walk-buy").expect(201).body();
        assertEquals("filled", buy.path("status").asText());
        assertEquals("500", buy.path("average_price").asText());
        assertEquals("0.0001", buy.path("fees").path(0).path("amount").asText());
        assertEquals("9.9999", user.balance("BTC").path("available").asText());
        assertEquals("950", user.balance("USDT").path("available").asText());
        assertEquals(1, user.get("/api/trading/trades").body().path("items").size());
        return sell.path("id").asText();
    }

    /** Places two orders, cancels the first; returns the second. */
    private static String placeAndCancel(HttpApi demo) {
        String canceled =
                demo.order("buy", "100", "1", "walk-cancel").expect(201).text("id");
        String open = demo.order("buy", "101", "1", "walk-open").expect(201).text("id");
        assertEquals("canceled", demo.delete("/api/trading/orders/" + canceled).text("status"));
        JsonNode bids = demo.get("/api/trading/orderbook/BTC-USDT").body().path("bids");
        assertEquals("101", bids.path(0).path(0).asText());
        assertFalse(demo.get("/api/trading/orders").body().path("items").isEmpty());
        assertEquals("101", demo.balance("USDT").path("locked").asText());
        return open;
    }
}
