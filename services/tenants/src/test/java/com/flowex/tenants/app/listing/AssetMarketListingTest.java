package com.flowex.tenants.app.listing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.access.tenancy.TenantConfiguration.MarketDefaults;
import com.flowex.cluster.client.ExchangeClient;
import com.flowex.cluster.client.Outcome;
import com.flowex.domain.command.Command;
import com.flowex.domain.command.ListInstrument;
import com.flowex.domain.event.AssetListed;
import com.flowex.domain.event.Event;
import com.flowex.domain.event.InstrumentListed;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.Scale;
import com.flowex.orderentry.queue.CommandSubmitter;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.testing.EngineExchange;
import com.flowex.tenants.listing.ListedCatalog;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Goal: an asset and its market in one step end in one of each, wherever the step was cut off. */
@Timeout(900)
class AssetMarketListingTest {

    private static final int TENANT = 2;
    private static final AccountId ADMIN = AccountId.outsideOf(TENANT);
    private static final AssetForm DOGE = new AssetForm("DOGE", 8, "150000000");

    private final Log log = new Log();
    private final AssetMarketListing step = process();

    /** The engine, and all its events; it goes before the market if a test has it so. */
    private static final class Log implements ExchangeClient {
        private final EngineExchange engine = new EngineExchange();
        private final List<Event> events = new CopyOnWriteArrayList<>();
        private boolean isGoneBeforeTheMarket;

        @Override
        public synchronized CompletableFuture<Outcome> submit(Command command) {
            if (isGoneBeforeTheMarket && command instanceof ListInstrument) {
                return CompletableFuture.completedFuture(new Outcome.Unknown());
            }
            CompletableFuture<Outcome> answer = engine.submit(command);
            if (answer.join() instanceof Outcome.Accepted accepted) {
                events.addAll(accepted.events());
            }
            return answer;
        }

        @Override
        public void close() {}
    }

    private AssetMarketListing process() {
        Listings listings = new Listings(
                new CommandSubmitter(log, new SimpleMeterRegistry()),
                ListedCatalog.late(() -> log.events),
                Duration.ofSeconds(1));
        listings.listAsset(ADMIN, TENANT, new AssetTerms("USDT", new Scale(6), 1_000_000_000));
        return new AssetMarketListing(listings, _ -> new MarketDefaults("0.001", "0.002", null, null, 50));
    }

    private static MarketForm market(String tick, String maxPrice, @Nullable String makerFee) {
        return new MarketForm(
                "DOGE", "USDT", 6, tick, maxPrice, "1", "1", "1000000", null, null, null, null, null, null, null,
                makerFee, makerFee, null);
    }

    private AssetMarketListing.Listing list(AssetMarketListing by, MarketForm market) {
        return by.list(ADMIN, TENANT, DOGE, market, () -> {});
    }

    private long published(Class<? extends Event> kind) {
        return log.events.stream().filter(kind::isInstance).count();
    }

    @Test
    void assetAndMarketAreListedWithTheTenantsDefaults() {
        AssetMarketListing.Listing listing = list(step, market("0.000001", "1000", null));

        assertTrue(listing.isNewAsset());
        assertTrue(listing.isNewMarket());
        assertEquals(50, listing.market().maxOpenOrders());
        assertEquals(
                List.of(new MarketForm.TierForm("0", "0.001", "0.002")),
                listing.market().feeTiers());
    }

    @Test
    void repeatedListingMakesOneAssetAndOneMarket() {
        list(step, market("0.000001", "1000", null));
        AssetMarketListing.Listing again = list(process(), market("0.000001", "1000", null));

        assertFalse(again.isNewAsset());
        assertFalse(again.isNewMarket());
        assertEquals(2, published(AssetListed.class));
        assertEquals(1, published(InstrumentListed.class));
    }

    @Test
    void listingCutOffBetweenAssetAndMarketIsFinishedByARepetition() {
        log.isGoneBeforeTheMarket = true;
        assertThrows(RuntimeException.class, () -> list(step, market("0.000001", "1000", null)));
        assertEquals(0, published(InstrumentListed.class));
        log.isGoneBeforeTheMarket = false;

        AssetMarketListing.Listing again = list(process(), market("0.000001", "1000", null));
        assertFalse(again.isNewAsset());
        assertTrue(again.isNewMarket());
        assertEquals(2, published(AssetListed.class));
        assertEquals(1, published(InstrumentListed.class));
    }

    @Test
    void invalidMarketIsRefusedBeforeAnythingIsListed() {
        Refusal wrong = assertThrows(
                Refusal.class,
                () -> step.list(ADMIN, TENANT, DOGE, market("0.0000001", "1000", "0.5"), () -> {
                    throw new AssertionError("it was wrong");
                }));
        assertEquals(
                List.of("price_tick", "maker_fee", "taker_fee"),
                wrong.errors().stream().map(each -> each.field()).toList());
        assertEquals(1, published(AssetListed.class));
    }
}
