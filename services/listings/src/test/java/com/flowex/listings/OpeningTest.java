package com.flowex.listings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.flowex.access.testing.TestAnswer;
import com.flowex.access.testing.TestServer;
import com.flowex.access.testing.TestStand;
import com.flowex.access.testing.TestTenants;
import com.flowex.listings.ListingsSettings.Address;
import com.flowex.listings.provider.CallLimits;
import com.flowex.listings.provider.ProviderException;
import com.flowex.platform.testing.Await;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Goal: an administrator makes a coin a market in one step or hides it, for the own tenant; and what is old says so. */
@Timeout(900)
class OpeningTest {

    private static final String ALL = "/api/v1/cryptocurrencies";
    private static final String PAID = "{\"quote\":\"USDT\"}";
    private static final CallLimits QUICK =
            new CallLimits(6_000, Duration.ofSeconds(5), 1, Duration.ofMillis(5), Duration.ofMillis(300));

    private final TestStand stand = TestStand.freshFor("listings");
    private final FakeCoinGecko fake = new FakeCoinGecko();
    private final FakeTrading trading = new FakeTrading().byHand(1, "USDT");
    private volatile Instant now = Instant.now();
    private final InstantSource clock = () -> now;
    private final CoinData coins = new CoinData(
            stand.platform(),
            new ListingsSettings(
                    List.of(new Address("first", fake.base())),
                    true,
                    "",
                    1_000,
                    2,
                    Duration.ofMinutes(30),
                    QUICK,
                    FiatSettings.DEFAULTS),
            clock);
    private final ListingsService service = new ListingsService(stand.edge(), coins, trading, clock);
    private final TestServer server = TestServer.of(stand, service.routes());
    private final String admin = stand.token(1, "admin");

    @BeforeEach
    void start() throws Exception {
        fake.coin("bitcoin", "btc", "67123.45", "1320000000000")
                .coin("tether", "usdt", "1", "140000000000")
                .coin("bonk", "bonk", "1.234e-05", "900000000")
                .coin("batcat", "btc", "0.002", "1000");
        coins.start();
        service.start();
        coins.pull().prices((_, _) -> {});
        coins.pull().categories((_, _) -> {});
        Await.until(() -> ids().size() == 4);
    }

    @AfterEach
    void close() {
        service.close();
        coins.close();
        server.close();
        fake.close();
        stand.close();
    }

    private List<String> ids() {
        List<String> ids = new ArrayList<>();
        server.get(ALL, "")
                .json()
                .path("items")
                .forEach(coin -> ids.add(coin.path("id").asText()));
        return ids;
    }

    private TestAnswer open(String coin, String body) {
        return server.post(ALL + "/" + coin + "/market", body, admin);
    }

    private TestAnswer show(String coin, boolean shown) {
        return server.put(ALL + "/" + coin + "/shown", "{\"shown\":" + shown + "}", admin);
    }

    @Test
    void aCoinBecomesAMarketWithFiguresOfItsPrice() {
        TestAnswer opened = open("bitcoin", PAID);

        assertEquals(201, opened.status(), opened.text());
        JsonNode body = opened.json();
        assertEquals("BTC-USDT", body.path("symbol").asText());
        assertEquals("0.1", body.path("price_tick").asText());
        assertEquals("0.000001", body.path("quantity_lot").asText());
        assertTrue(body.path("new_asset").asBoolean());
        assertTrue(body.path("new_market").asBoolean());
    }

    @Test
    void repeatedOpeningListsOneAssetAndOneMarket() {
        trading.goesBeforeTheMarket(true);
        assertEquals(500, open("bitcoin", PAID).status());
        trading.goesBeforeTheMarket(false);
        assertEquals(
                "asset_exists",
                open("batcat", "{\"quote\":\"USDT\",\"code\":\"BTC\"}").code());

        TestAnswer opened = open("bitcoin", PAID);
        assertEquals(201, opened.status(), opened.text());
        assertFalse(opened.json().path("new_asset").asBoolean());
        fake.coin("bitcoin", "btc", "9", "1320000000000");
        TestAnswer again = open("bitcoin", PAID);
        assertEquals(200, again.status(), again.text());
        assertEquals("0.1", again.json().path("price_tick").asText());
        assertFalse(again.json().path("new_market").asBoolean());
        assertEquals(
                200,
                open("bitcoin", "{\"quote\":\"USDT\",\"price_tick\":\"0.10\"}").status());
        assertEquals(
                "instrument_exists",
                open("bitcoin", "{\"quote\":\"USDT\",\"price_tick\":\"0.5\"}").code());
        assertEquals(2, trading.assets());
        assertEquals(1, trading.markets());
    }

    @Test
    void aSymbolThatIsAnotherCoinsIsRefusedNamingIt() {
        open("bitcoin", PAID);
        TestAnswer refused = open("batcat", PAID);

        assertEquals(409, refused.status(), refused.text());
        assertEquals("asset_exists", refused.code());
        assertTrue(refused.text().contains("BTC is bitcoin"), refused.text());
        assertEquals(
                201, open("batcat", "{\"quote\":\"USDT\",\"code\":\"BATCAT\"}").status());
        assertEquals(200, open("batcat", PAID).status(), "it has that code from now on");
        assertEquals(
                "asset_exists",
                open("batcat", "{\"quote\":\"USDT\",\"code\":\"CAT\"}").code());
    }

    @Test
    void anAssetThatWasListedByHandIsTheLargestCoinOfItsCode() {
        trading.byHand(1, "BTC");

        assertEquals("asset_exists", open("batcat", PAID).code());
        TestAnswer opened = open("bitcoin", PAID);
        assertEquals(201, opened.status(), opened.text());
        assertEquals(6, opened.json().path("scale").asInt());
    }

    @Test
    void invalidFieldsAreRefusedByName() {
        assertEquals("quote", field(open("bitcoin", "{\"quote\":\"EUR\"}")));
        assertEquals("quote", field(open("bitcoin", "{}")));
        assertEquals("code", field(open("bitcoin", "{\"quote\":\"USDT\",\"code\":\"b\"}")));
        assertEquals("price_tick", field(open("bitcoin", "{\"quote\":\"USDT\",\"price_tick\":\"0\"}")));
        assertEquals("scale", field(open("bitcoin", "{\"quote\":\"USDT\",\"scale\":19}")));
        assertEquals(404, open("nothing", PAID).status());
        assertEquals(
                403,
                server.post(ALL + "/bitcoin/market", PAID, stand.token(2, "trader"))
                        .status());
        now = now.plus(Duration.ofHours(1));
        assertEquals("price_tick", field(open("bitcoin", PAID)), "nobody has said its price lately");
        assertEquals(
                201,
                open("bitcoin", "{\"quote\":\"USDT\",\"price_tick\":\"0.01\"}").status());
    }

    private static String field(TestAnswer answer) {
        assertEquals(400, answer.status(), answer.text());
        return answer.json().path("errors").path(0).path("field").asText();
    }

    @Test
    void aHiddenCoinIsNowhereUntilItIsShownAgain() {
        String tag = server.get(ALL, "").header("ETag");
        assertEquals(200, show("bitcoin", false).status());

        assertEquals(List.of("tether", "bonk", "batcat"), ids());
        assertEquals(
                200,
                server.send(server.request(ALL, "").header("If-None-Match", tag))
                        .status());
        assertEquals(3, server.get(ALL, "").json().path("total").asInt());
        assertEquals(404, server.get(ALL + "/bitcoin", "").status());
        assertEquals(404, server.get(ALL + "/bitcoin/history", "").status());
        assertEquals(404, open("bitcoin", PAID).status());
        server.get(ALL + "/trending", "")
                .json()
                .path("items")
                .forEach(coin -> assertFalse(coin.path("id").asText().equals("bitcoin")));
        assertEquals(
                "[\"bitcoin\"]",
                server.get(ALL + "/hidden", admin).json().path("items").toString());

        assertEquals(200, show("bitcoin", true).status());
        assertEquals(200, show("bitcoin", true).status());
        assertEquals(4, ids().size());
        assertEquals(0, server.get(ALL + "/hidden", admin).json().path("items").size());
        assertEquals(404, show("nothing", false).status());
        assertEquals(400, server.put(ALL + "/bitcoin/shown", "{}", admin).status());
        assertEquals(403, server.get(ALL + "/hidden", stand.token(2, "trader")).status());
    }

    @Test
    void coinHiddenByOneTenantIsShownByAnother() {
        int other = TestTenants.add(stand, "acme").number();
        String theirs = stand.tokenOf(other, 3, "admin");
        assertEquals(4, idsOf(theirs));
        show("bitcoin", false);

        assertEquals(4, idsOf(theirs));
        assertEquals(3, idsOf(admin));
        assertEquals(0, server.get(ALL + "/hidden", theirs).json().path("items").size());
        assertEquals(200, server.get(ALL + "/bitcoin", theirs).status());
    }

    @Test
    void aRateOfTheOperatorIsShownUntilItIsTooOldAndNoTenantSetsOne() {
        String rates = "/api/v1/fiat-rates";
        String platform = stand.token(1, "super_admin");
        assertEquals(
                403, server.put(rates + "/EUR", "{\"rate\":\"0.5\"}", admin).status());
        assertEquals(
                204, server.put(rates + "/EUR", "{\"rate\":\"0.92\"}", platform).status());
        Await.until(() -> fiat("EUR").path("source").asText().equals("operator"));
        assertEquals("0.92", fiat("EUR").path("rate").asText());
        assertFalse(fiat("EUR").path("made_up").asBoolean());
        assertTrue(fiat("JPY").path("made_up").asBoolean(), "the sample's");
        String version = fiat("EUR").path("version").asText();
        assertEquals(
                409,
                server.change("PUT", rates + "/EUR", "{\"rate\":\"0.93\"}", platform, "another")
                        .status());
        assertEquals(
                204,
                server.change("PUT", rates + "/EUR", "{\"rate\":\"0.92\"}", platform, version)
                        .status());
        assertEquals("0.92 operator", past("EUR", 0));
        assertEquals("0.9 sample", past("EUR", 1));
        assertEquals(400, server.get(rates + "/EUR/history?days=367", "").status());
        for (String bad : List.of("0", "-1", "1e3", "")) {
            assertEquals(
                    400,
                    server.put(rates + "/EUR", "{\"rate\":\"" + bad + "\"}", platform)
                            .status(),
                    bad);
        }
        assertEquals(
                400, server.put(rates + "/EURO", "{\"rate\":\"1\"}", platform).status());
        assertEquals(
                400, server.put(rates + "/USD", "{\"rate\":\"0.99\"}", platform).status(), "it is counted as 1");

        now = now.plus(Duration.ofDays(6)).plusSeconds(1);
        assertTrue(fiat("EUR").path("rate").isNull());
        now = now.minus(Duration.ofDays(6));
        assertEquals(204, server.delete(rates + "/EUR", platform).status());
        Await.until(() -> fiat("EUR").path("source").asText().equals("sample"));
        assertEquals("0.9 sample", past("EUR", 0));
    }

    private String past(String currency, int daysAgo) {
        JsonNode day = server.get("/api/v1/fiat-rates/" + currency + "/history?days=5", "")
                .json()
                .path("items")
                .path(daysAgo);
        return day.path("rate").asText() + " " + day.path("source").asText();
    }

    private JsonNode fiat(String currency) {
        for (JsonNode each : server.get("/api/v1/fiat-rates", "").json().path("items")) {
            if (each.path("currency").asText().equals(currency)) {
                return each;
            }
        }
        return MissingNode.getInstance();
    }

    private int idsOf(String token) {
        return server.get(ALL, token).json().path("items").size();
    }

    @Test
    void dataOfAnUnavailableProviderIsMarkedStaleWithItsAge() {
        JsonNode fresh = server.get(ALL + "/bitcoin", "").json();
        assertFalse(fresh.path("coin").path("stale").asBoolean());
        assertFalse(fresh.path("source").path("stale").asBoolean());

        Integer[] down = new Integer[40];
        Arrays.fill(down, 503);
        fake.failing(down);
        now = now.plus(Duration.ofMinutes(45));
        assertThrows(ProviderException.class, () -> coins.pull().prices((_, _) -> {}));

        JsonNode stale = server.get(ALL + "/bitcoin", "").json();
        assertEquals("67123.45", stale.path("coin").path("current_price").asText());
        assertTrue(stale.path("coin").path("stale").asBoolean());
        assertTrue(stale.path("coin").path("age_seconds").asLong() >= 2_690, stale::toString);
        assertTrue(stale.path("source").path("stale").asBoolean());
        JsonNode list = server.get(ALL, "").json();
        assertTrue(list.path("items").path(0).path("stale").asBoolean());
        assertTrue(list.path("source").path("providers").path(0).path("stale").asBoolean());
        assertTrue(list.path("source").path("age_seconds").asLong() >= 2_690, list::toString);
    }
}
