package com.flowex.listings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.flowex.access.testing.TestServer;
import com.flowex.access.testing.TestStand;
import com.flowex.listings.ListingsSettings.Address;
import com.flowex.listings.provider.CallLimits;
import com.flowex.platform.health.Health;
import com.flowex.platform.testing.Await;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Operators see a provider that is silent, before and after its first answer; without a provider there is a sample or nothing. */
@Timeout(900)
class PriceProviderHealthTest {

    private static final String ALL = "/api/v1/cryptocurrencies";

    private static final CallLimits QUICK =
            new CallLimits(6_000, Duration.ofSeconds(5), 3, Duration.ofMillis(5), Duration.ofMillis(300));

    @Test
    void providerIsUpWhileItsDataIsFresh() throws Exception {
        AtomicReference<Instant> now = new AtomicReference<>(Instant.now().truncatedTo(ChronoUnit.MILLIS));
        try (TestStand stand = TestStand.freshFor("listings");
                FakeCoinGecko fake = new FakeCoinGecko();
                CoinData coins = new CoinData(
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
                        now::get);
                ListingsService service = new ListingsService(stand.edge(), coins, new FakeTrading(), now::get)) {
            fake.coin("bitcoin", "btc", "67123.45", "1320000000000");
            coins.start();
            service.start();
            var silent = assertInstanceOf(
                    Health.State.Degraded.class, service.check("first").state());
            assertTrue(silent.why().contains("nothing yet"), silent.why());
            try (TestServer server = TestServer.of(stand, service.routes())) {
                Await.until(
                        () -> server.get(ALL, "").json().at("/source/providers").size() == 1);
                JsonNode source = server.get(ALL, "").json().path("source");
                assertTrue(
                        source.path("as_of").isNull()
                                && source.path("age_seconds").isNull(),
                        source.toString());
                assertTrue(source.path("stale").asBoolean(), source.toString());
                assertTrue(source.at("/providers/0/as_of").isNull(), source.toString());
            }

            coins.pull().prices((_, _) -> {});
            Await.until(() -> service.check("first").state().equals(Health.UP));

            now.updateAndGet(at -> at.plus(Duration.ofMinutes(31)));
            var stale = service.check("first");
            var old = assertInstanceOf(Health.State.Degraded.class, stale.state());
            assertTrue(old.why().contains("stale"), old.why());
            assertEquals(Map.of("age_s", 31 * 60L), stale.figures());
        }
    }

    @Test
    void withoutAProviderASampleIsShownAndMarked() {
        try (TestStand stand = TestStand.freshFor("listings");
                CoinData coins = withoutProvider(stand, true);
                ListingsService service = new ListingsService(stand.edge(), coins, new FakeTrading());
                TestServer server = TestServer.of(stand, service.routes())) {
            service.start();
            Await.until(() -> server.get(ALL, "").json().path("total").asInt() == 1_000
                    && server.get(ALL + "/categories", "").json().path("items").size() > 10);
            JsonNode source = server.get(ALL, "").json().path("source");
            assertTrue(source.path("sample").asBoolean());
            assertTrue(source.path("providers").path(0).path("about").asText().contains("sample"));
            JsonNode bitcoin = server.get(ALL + "?search=bitcoin&limit=1", "")
                    .json()
                    .path("items")
                    .path(0);
            assertEquals("bitcoin", bitcoin.path("id").asText());
            assertFalse(bitcoin.path("stale").asBoolean());
            assertFalse(source.path("stale").asBoolean());
            server.get(ALL, "")
                    .json()
                    .path("items")
                    .forEach(coin -> assertFalse(
                            coin.path("current_price").isNull()
                                    || coin.path("stale").asBoolean(),
                            coin::toString));
            JsonNode history =
                    server.get(ALL + "/made-up-balavane/history?days=730", "").json();
            assertEquals(730, history.path("items").size());
            assertTrue(history.path("sample").asBoolean());
            assertFalse(history.path("stale").asBoolean());
            assertEquals(404, server.get(ALL + "/tether", "").status());
        }
    }

    @Test
    void withoutASampleThereAreNoCoins() throws InterruptedException {
        try (TestStand stand = TestStand.freshFor("listings");
                CoinData coins = withoutProvider(stand, false);
                ListingsService service = new ListingsService(stand.edge(), coins, new FakeTrading());
                TestServer server = TestServer.of(stand, service.routes())) {
            service.start();
            coins.pull().overview();
            coins.pull().prices((_, _) -> {});

            JsonNode list = server.get(ALL, "").json();
            assertEquals(0, list.path("total").asInt());
            assertFalse(list.at("/source/sample").asBoolean());
            assertTrue(list.at("/source/stale").asBoolean());
            assertTrue(server.get(ALL + "/global", "")
                    .json()
                    .path("total_market_cap")
                    .isNull());
        }
    }

    private static CoinData withoutProvider(TestStand stand, boolean hasSample) {
        CoinData coins = new CoinData(
                stand.platform(),
                new ListingsSettings(
                        List.of(), hasSample, "", 1_000, 2, Duration.ofMinutes(30), QUICK, FiatSettings.DEFAULTS));
        coins.start();
        return coins;
    }
}
