package com.flowex.listings.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.flowex.access.http.route.Routes;
import com.flowex.access.testing.TestAnswer;
import com.flowex.access.testing.TestServer;
import com.flowex.access.testing.TestStand;
import com.flowex.listings.CoinData;
import com.flowex.listings.FakeCoinGecko;
import com.flowex.listings.FakeTrading;
import com.flowex.listings.FiatSettings;
import com.flowex.listings.ListingsService;
import com.flowex.listings.ListingsSettings;
import com.flowex.listings.ListingsSettings.Address;
import com.flowex.listings.provider.CallLimits;
import com.flowex.listings.provider.ProviderException;
import com.flowex.listings.store.CoinCodes;
import com.flowex.platform.failure.TransientFault;
import com.flowex.platform.testing.Await;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Goal: who reads coins gets what providers said last, searched and sorted, with where it is from; and no provider is waited for. */
@Timeout(900)
class CoinRoutesTest {

    private static final String ALL = "/api/v1/cryptocurrencies";
    private static final CallLimits QUICK =
            new CallLimits(6_000, Duration.ofSeconds(5), 3, Duration.ofMillis(5), Duration.ofMillis(300));

    private final TestStand stand = TestStand.freshFor("listings");
    private final FakeCoinGecko first = new FakeCoinGecko();
    private final FakeCoinGecko second = new FakeCoinGecko();
    private final List<AutoCloseable> opened = new ArrayList<>(List.of(first, second));

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : opened.reversed()) {
            each.close();
        }
        stand.close();
    }

    private record Served(CoinData coins, Routes routes) {}

    private Served service(Address... providers) {
        CoinData coins = new CoinData(
                stand.platform(),
                new ListingsSettings(
                        List.of(providers), true, "", 1_000, 2, Duration.ofMinutes(30), QUICK, FiatSettings.DEFAULTS));
        ListingsService service = new ListingsService(stand.edge(), coins, new FakeTrading());
        coins.start();
        service.start();
        opened.addAll(List.of(coins, service));
        return new Served(coins, service.routes());
    }

    private TestServer server(Served service) {
        TestServer server = TestServer.of(stand, service.routes());
        opened.add(server);
        return server;
    }

    private Address one() {
        return new Address("first", first.base());
    }

    private static void pull(Served service) throws InterruptedException {
        service.coins().pull().overview();
        service.coins().pull().prices((_, _) -> {});
        service.coins().pull().categories((_, _) -> {});
    }

    private static List<String> ids(TestAnswer answer) {
        assertEquals(200, answer.status(), answer.text());
        List<String> ids = new ArrayList<>();
        answer.json().path("items").forEach(coin -> ids.add(coin.path("id").asText()));
        return ids;
    }

    @Test
    void coinsAreSearchedSortedFilteredAndPaged() throws Exception {
        first.threeCoins();
        Served service = service(one());
        TestServer server = server(service);
        pull(service);
        Await.until(() -> ids(server.get(ALL, "")).size() == 3
                && server.get(ALL + "/categories", "").json().path("items").size() == 1);

        assertEquals(List.of("bitcoin", "ethereum", "bonk"), ids(server.get(ALL, "")));
        assertEquals(List.of("bonk", "ethereum", "bitcoin"), ids(server.get(ALL + "?sort=current_price", "")));
        assertEquals(List.of("ethereum"), ids(server.get(ALL + "?search=ETH", "")));
        assertEquals(List.of("bonk", "bitcoin"), ids(server.get(ALL + "?category=letter-b&sort=name&order=desc", "")));
        assertEquals(
                List.of("ethereum"),
                ids(server.get(ALL + "?market_cap_min=1000000000&market_cap_max=500000000000", "")));
        assertEquals(List.of("bonk"), ids(server.get(ALL + "?page=3&limit=1", "")));
        TestAnswer part = server.get(ALL + "?limit=2", "");
        assertEquals(3, part.json().path("total").asInt());
        String next = part.json().path("next_cursor").asText();
        assertEquals(List.of("bonk"), ids(server.get(ALL + "?limit=2&cursor=" + next, "")));

        JsonNode bonk = server.get(ALL + "/bonk", "").json().path("coin");
        assertEquals("0.00001234", bonk.path("current_price").asText());
        assertEquals("-1.25", bonk.path("price_change_percentage_7d").asText());
        assertTrue(bonk.path("max_supply").isNull());
        assertEquals(28, bonk.path("sparkline").size());
        assertEquals("letter-b", bonk.path("categories").path(0).asText());
        assertFalse(bonk.path("stale").asBoolean());
        assertEquals("first", bonk.path("provider").asText());
    }

    @Test
    void globalFiguresAreServed() throws Exception {
        first.threeCoins();
        Served service = service(one());
        TestServer server = server(service);
        pull(service);
        Await.until(() ->
                !server.get(ALL + "/global", "").json().path("total_market_cap").isNull());

        JsonNode global = server.get(ALL + "/global", "").json();
        assertEquals("2500000000000", global.path("total_market_cap").asText());
        assertEquals("56.7", global.path("market_cap_percentage").path("btc").asText());
        assertEquals(7, global.path("markets").asInt());
        assertFalse(global.path("source").path("sample").asBoolean());
        assertFalse(global.path("source").path("stale").asBoolean());
        assertEquals(List.of("bitcoin", "ethereum"), ids(server.get(ALL + "/trending", "")));
        Await.until(
                () -> server.get(ALL + "/categories", "").json().path("items").size() == 1);
        JsonNode category =
                server.get(ALL + "/categories", "").json().path("items").path(0);
        assertEquals("12345.678", category.path("market_cap").asText());
    }

    @Test
    void unchangedCoinsAreAnsweredWithNotModified() throws Exception {
        first.threeCoins();
        Served service = service(one());
        TestServer server = server(service);
        pull(service);
        Await.until(() -> ids(server.get(ALL, "")).size() == 3);
        Await.until(() -> {
            String tag = server.get(ALL, "").header("ETag");
            return server.send(server.request(ALL, "").header("If-None-Match", tag))
                            .status()
                    == 304;
        });
        String tag = server.get(ALL, "").header("ETag");
        assertEquals(
                200,
                server.send(server.request(ALL + "?limit=1", "").header("If-None-Match", tag))
                        .status());
    }

    @Test
    void unchangedDataIsNotPulledAgain() throws Exception {
        first.threeCoins();
        Served service = service(one());
        pull(service);
        first.requested().clear();
        pull(service);
        assertTrue(first.requested().contains("/coins/markets again"), first.requested()::toString);
        assertTrue(first.requested().contains("/global again"), first.requested()::toString);
    }

    @Test
    void failedPullIsRetriedAndAnUnavailableProviderKeepsItsLastData() throws Exception {
        first.threeCoins();
        Served service = service(one());
        TestServer server = server(service);
        first.failing(500, 429);
        pull(service);
        Await.until(() -> ids(server.get(ALL, "")).size() == 3);

        Integer[] down = new Integer[40];
        Arrays.fill(down, 503);
        first.failing(down);
        for (int i = 0; i < 5; i++) {
            assertThrows(ProviderException.class, () -> service.coins().pull().prices((_, _) -> {}));
        }
        long requested =
                first.requested().stream().filter(each -> each.endsWith("503")).count();
        assertTrue(requested <= 12, "the breaker lets no more through: " + requested);
        // No provider was asked, so no attempt of a task is used up.
        Await.until(() -> assertThrows(
                        ProviderException.class, () -> service.coins().pull().prices((_, _) -> {}))
                instanceof TransientFault);
        assertEquals(3, ids(server.get(ALL, "")).size());
    }

    @Test
    void twoProvidersAreMergedAndDisagreeInPublic() throws Exception {
        first.threeCoins();
        second.coin("bitcoin", "btc", "67794.6845", "1320000000000").coin("dai", "dai", "1", "5000000000");
        Served service = service(one(), new Address("second", second.base()));
        TestServer server = server(service);
        pull(service);
        Await.until(() -> ids(server.get(ALL, "")).size() == 4);
        JsonNode bitcoin = server.get(ALL + "/bitcoin", "").json().path("coin");
        assertEquals("67123.45", bitcoin.path("current_price").asText());
        assertEquals("1", bitcoin.path("disagreement_percentage").asText().substring(0, 1));
        assertEquals("second", bitcoin.path("said").path(1).path("provider").asText());
        assertEquals(
                2, server.get(ALL, "").json().path("source").path("providers").size());

        first.failing(500, 500, 500, 500, 500, 500, 500, 500, 500);
        second.coin("bitcoin", "btc", "70000", "1330000000000");
        service.coins().pull().prices((_, _) -> {});
        Await.until(() -> server.get(ALL + "/bitcoin", "")
                .json()
                .path("coin")
                .path("said")
                .path(1)
                .path("current_price")
                .asText()
                .equals("70000"));
    }

    @Test
    void pastDaysAreAskedForOnceAndShownOldestFirst() throws Exception {
        first.threeCoins();
        Served service = service(one());
        TestServer server = server(service);
        pull(service);
        Await.until(() -> ids(server.get(ALL, "")).size() == 3);
        service.coins().history().days((_, _) -> {});

        JsonNode history = server.get(ALL + "/bitcoin/history?days=3", "").json();
        assertEquals(3, history.path("items").size(), history::toString);
        assertEquals("102.5", history.path("items").path(0).path("price").asText());
        assertEquals("104.5", history.path("items").path(2).path("price").asText());
        assertEquals("2023-11-19", history.path("last_day").asText());
        assertTrue(history.path("stale").asBoolean());
        assertEquals(
                0, server.get(ALL + "/bonk/history", "").json().path("items").size());
        assertEquals(400, server.get(ALL + "/bitcoin/history?days=0", "").status());
        assertEquals(404, server.get(ALL + "/nothing/history", "").status());
        assertEquals(
                2,
                first.requested().stream()
                        .filter(each -> each.endsWith("/market_chart"))
                        .count());
    }

    @Test
    void coinsAreSortedByTheRiskOfTheTenantThatAsks() throws Exception {
        first.coin("aave", "aave", "90", "1000").coin("bonk", "bonk", "1", "900");
        first.coin("bitcoin", "btc", "67123.45", "1320000000000").coin("ethereum", "eth", "3456.7", "415000000000");
        first.coin("false-bitcoin", "btc", "0.01", "5").coin("zcash", "zec", "40", "800");
        Served service = service(one());
        TestServer server = server(service);
        pull(service);
        Await.until(() -> ids(server.get(ALL, "")).size() == 6);
        String rising = ALL + "?sort=risk_score";
        assertEquals("aave", ids(server.get(rising, "")).getFirst(), "none has a score: they are in the order of ids");
        String before = server.get(rising, "").header("ETag");

        Instant made = Instant.now().minusSeconds(3_600);
        int day = Math.toIntExact(made.getEpochSecond() / 86_400);
        service.coins().risks().take(1, day, made, Map.of("BTC", 20.5, "ETH", 70.0, "ZEC", 70.0, "XYZ", 1.0));
        service.coins().risks().take(2, day, made, Map.of("BTC", 99.0, "AAVE", 3.0));
        List<String> unscored = List.of("aave", "bonk", "false-bitcoin");
        assertEquals(
                List.of("bitcoin", "ethereum", "zcash"),
                ids(server.get(rising, "")).subList(0, 3));
        assertEquals(unscored, ids(server.get(rising, "")).subList(3, 6));
        String falling = rising + "&order=desc";
        assertEquals(
                List.of("ethereum", "zcash", "bitcoin"),
                ids(server.get(falling, "")).subList(0, 3));
        assertEquals(unscored, ids(server.get(falling, "")).subList(3, 6), "what has no score is last both ways");
        assertNotEquals(before, server.get(rising, "").header("ETag"));

        List<String> paged = new ArrayList<>();
        String next = "";
        for (int i = 0; i < 3; i++) {
            TestAnswer part = server.get(falling + "&limit=2" + next, "");
            paged.addAll(ids(part));
            next = "&cursor=" + part.json().path("next_cursor").asText();
        }
        assertEquals(ids(server.get(falling, "")), paged);

        JsonNode bitcoin = server.get(ALL + "/bitcoin", "").json().path("coin");
        assertEquals(20.5, bitcoin.path("risk_score").asDouble());
        assertEquals("BTC", bitcoin.path("risk_asset").asText());
        assertEquals(
                LocalDate.ofEpochDay(day).toString(), bitcoin.path("risk_day").asText());
        assertTrue(bitcoin.path("risk_age_seconds").asLong() >= 3_600);
        JsonNode other = server.get(ALL + "/false-bitcoin", "").json().path("coin");
        assertTrue(other.path("risk_score").isNull()
                && other.path("risk_age_seconds").isNull());
    }

    @Test
    void scoresAreReplacedByThoseOfALaterDayAndACodeSaysWhichCoinAnAssetIs() throws Exception {
        first.coin("aave", "aave", "90", "1000").coin("bonk", "bonk", "1", "900");
        Served service = service(one());
        TestServer server = server(service);
        pull(service);
        Await.until(() -> ids(server.get(ALL, "")).size() == 2);
        Instant made = Instant.now();
        service.coins().risks().take(1, 20_000, made, Map.of("AAVE", 20.0, "BONK", 70.0));
        service.coins().risks().take(1, 19_999, made, Map.of("AAVE", 99.0));
        assertEquals(20, risk(server, "aave").asDouble(), "an earlier day comes late");
        assertEquals(70, risk(server, "bonk").asDouble());
        service.coins().risks().take(1, 20_001, made, Map.of("BONK", 71.0));
        assertTrue(risk(server, "aave").isNull(), "its score is withheld now");
        assertEquals(71, risk(server, "bonk").asDouble());

        new CoinCodes(stand.edge().platform().database()).give(1, "aave", "BONK", "a test", made);
        Await.until(() ->
                risk(server, "aave").asDouble() == 71 && risk(server, "bonk").isNull());
    }

    private static JsonNode risk(TestServer server, String coin) {
        return server.get(ALL + "/" + coin, "").json().path("coin").path("risk_score");
    }

    @Test
    void invalidParametersAreRefusedByName() {
        TestServer server = server(service());
        for (String wrong : List.of(
                "sort=luck",
                "order=up",
                "limit=0",
                "page=0",
                "market_cap_min=-1",
                "market_cap_max=1e9",
                "sparkline=1",
                "category=none")) {
            TestAnswer answer = server.get(ALL + "?" + wrong, "");
            assertEquals(400, answer.status(), wrong);
            assertEquals(
                    wrong.substring(0, wrong.indexOf('=')),
                    answer.json().path("errors").path(0).path("field").asText(),
                    answer.text());
        }
        assertEquals(400, server.get(ALL + "?colour=red", "").status());
        assertEquals(404, server.get(ALL + "/no-such-coin", "").status());
    }

    @Test
    void malformedCoinLeavesOtherCoinsIntact() throws Exception {
        first.threeCoins();
        first.raw("{\"id\":\"../etc\",\"symbol\":\"x\"}")
                .raw(
                        "{\"id\":\"odd\",\"symbol\":\"ODD\\u0000\",\"name\":null,\"current_price\":\"12\",\"market_cap\":1e400,"
                                + "\"last_updated\":\"yesterday\",\"image\":\"javascript:alert(1)\",\"market_cap_rank\":4294967297,"
                                + "\"total_volume\":-1,\"ath\":0,\"price_change_percentage_24h\":-250,\"price_change_24h\":-2.5,"
                                + "\"max_supply\":-5,\"ath_date\":\"1970-01-01T00:00:00Z\"}");
        Served service = service(one());
        TestServer server = server(service);
        pull(service);
        Await.until(() -> ids(server.get(ALL, "")).size() == 4);
        JsonNode odd = server.get(ALL + "/odd", "").json().path("coin");
        assertTrue(odd.path("current_price").isNull());
        assertTrue(odd.path("market_cap").isNull());
        assertTrue(odd.path("image").isNull());
        assertEquals("ODD", odd.path("symbol").asText());
        for (String unknown : List.of(
                "market_cap_rank", "total_volume", "ath", "max_supply", "price_change_percentage_24h", "ath_date")) {
            assertTrue(odd.path(unknown).isNull(), unknown + " " + odd.path(unknown));
        }
        assertEquals("-2.5", odd.path("price_change_24h").asText());
        assertEquals("odd", ids(server.get(ALL, "")).getLast(), "a rank is never narrowed to the first place");
    }
}
