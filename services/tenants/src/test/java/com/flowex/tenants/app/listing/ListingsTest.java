package com.flowex.tenants.app.listing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.cluster.client.ExchangeClient;
import com.flowex.cluster.client.Outcome;
import com.flowex.domain.command.Command;
import com.flowex.domain.event.AssetListed;
import com.flowex.domain.event.Event;
import com.flowex.domain.event.InstrumentChanged;
import com.flowex.domain.market.Asset;
import com.flowex.domain.market.FeeRates;
import com.flowex.domain.market.FeeSchedule;
import com.flowex.domain.market.Instrument;
import com.flowex.domain.market.InstrumentRules;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.Scale;
import com.flowex.orderentry.queue.CommandSubmitter;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.testing.EngineExchange;
import com.flowex.tenants.listing.ListedCatalog;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Numbers of assets and markets, unique over all tenants, and listings that may be repeated. */
@Timeout(900)
class ListingsTest {

    private static final AssetTerms GOLD = new AssetTerms("GOLD", new Scale(4), 1_000_000);
    private static final AssetTerms TIN = new AssetTerms("TIN", new Scale(2), 1_000_000);
    private static final MarketTerms MARKET = market(1);

    private final Log log = new Log();

    /** The engine, and all its events so far. */
    private static final class Log implements ExchangeClient {
        private final EngineExchange engine = new EngineExchange();
        private final List<Event> events = new CopyOnWriteArrayList<>();
        private boolean isMute;

        @Override
        public synchronized CompletableFuture<Outcome> submit(Command command) {
            CompletableFuture<Outcome> answer = engine.submit(command);
            if (answer.join() instanceof Outcome.Accepted accepted) {
                events.addAll(accepted.events());
            }
            return isMute ? CompletableFuture.completedFuture(new Outcome.Unknown()) : answer;
        }

        @Override
        public void close() {}
    }

    /** Another process on the same log: it knows its own changes and those that it has waited for. */
    private Listings process() {
        CommandSubmitter path = new CommandSubmitter(log, new SimpleMeterRegistry());
        return new Listings(path, ListedCatalog.late(() -> log.events), Duration.ofSeconds(1));
    }

    private static MarketTerms market(long tick) {
        InstrumentRules rules = new InstrumentRules(new Scale(2), tick, 1_000_000, 1, 1, 1_000_000, 0);
        return new MarketTerms("GOLD", "TIN", rules, FeeSchedule.flat(new FeeRates(0, 0)));
    }

    private static ListingResult<Asset> list(Listings listings, int tenant, AssetTerms terms) {
        return listings.listAsset(AccountId.outsideOf(tenant), tenant, terms);
    }

    private static ListingResult<Instrument> list(Listings listings, int tenant, MarketTerms terms) {
        return listings.listMarket(AccountId.outsideOf(tenant), tenant, terms);
    }

    private static int number(ListingResult<Asset> listed) {
        return listed.value().id().value();
    }

    private static String codeOf(Callable<?> listing) {
        return assertThrows(Refusal.class, listing::call).code().code();
    }

    @Test
    void numbersAreUniqueOverAllTenantsAndThoseFromTheStartStayFree() {
        Listings listings = process();

        assertEquals(4, number(list(listings, 1, GOLD)));
        assertEquals(5, number(list(listings, 2, GOLD)));
        assertEquals(6, number(list(listings, 2, TIN)));
        assertEquals(3, list(listings, 2, MARKET).value().id().value());
    }

    /**
     * Closes finding F8's part: a change is made of all that is there, so one that does not see the last one would undo it,
     * whoever made it and however.
     */
    @Test
    void aChangeIsNotMadeOfAMarketThatIsNotShownAsTheLastOneLeftIt() {
        Listings before = process();
        list(before, 1, GOLD);
        list(before, 1, TIN);
        list(before, 1, MARKET);
        ListedCatalog catalog = ListedCatalog.shown();
        log.events.forEach(catalog::show);
        Listings listings =
                new Listings(new CommandSubmitter(log, new SimpleMeterRegistry()), catalog, Duration.ofMillis(1));
        List<String> checked = new CopyOnWriteArrayList<>();
        Callable<String> change = () -> listings.alone(1, () -> {
            Instrument instrument = catalog.market(1, "GOLD-TIN").orElseThrow();
            long tick = instrument.rules().tickUnits();
            checked.add("tick " + tick);
            return listings.change(AccountId.outsideOf(1), instrument, market(tick + 1))
                    .symbol();
        });

        assertEquals("view_behind", codeOf(change), "changed, but not shown yet");
        assertEquals("view_behind", codeOf(change), "and so nothing to make another of");
        assertEquals(List.of("tick 1"), checked);
        assertEquals("other", listings.alone(2, () -> "other"), "another tenant has nothing to wait for");

        log.events.forEach(catalog::show);
        catalog.reached(Long.MAX_VALUE);
        assertEquals("GOLD-TIN", listings.alone(1, () -> "GOLD-TIN"));
        assertEquals(2, catalog.market(1, "GOLD-TIN").orElseThrow().rules().tickUnits());
    }

    @Test
    void theSameAssetAgainIsListedAlreadyAndOneInOtherWordsExists() {
        Listings listings = process();
        Asset first = list(listings, 1, GOLD).value();

        ListingResult<Asset> again = list(listings, 1, GOLD);

        assertEquals(first, again.value());
        assertFalse(again.isNew());
        assertEquals("asset_exists", codeOf(() -> list(listings, 1, new AssetTerms("GOLD", new Scale(5), 1_000_000))));
        assertEquals("asset_exists", codeOf(() -> list(listings, 1, new AssetTerms("GOLD", new Scale(4), 2))));
    }

    @Test
    void aProcessThatKnowsNothingOfAnothersListingTakesTheNextNumber() {
        list(process(), 1, GOLD);

        assertEquals(5, number(list(process(), 2, GOLD)));
    }

    @Test
    void twoProcessesThatListTheSameAssetListItOnce() {
        ListingResult<Asset> one = list(process(), 1, GOLD);
        ListingResult<Asset> other = list(process(), 1, GOLD);

        assertEquals(one.value(), other.value());
        assertTrue(one.isNew());
        assertFalse(other.isNew());
    }

    @Test
    void repeatedListingAfterALostAnswerGetsTheSameNumber() {
        log.isMute = true;
        assertEquals("unknown_outcome", codeOf(() -> list(process(), 1, GOLD)));
        log.isMute = false;

        assertEquals(4, number(list(process(), 1, GOLD)));
        assertEquals(
                1, log.events.stream().filter(AssetListed.class::isInstance).count());
    }

    @Test
    void aMarketNeedsTheAssetsOfItsTenant() {
        Listings listings = process();
        list(listings, 1, GOLD);
        list(listings, 1, TIN);
        list(listings, 2, GOLD);

        assertEquals("unknown_asset", codeOf(() -> list(listings, 2, MARKET)));
        assertTrue(list(listings, 1, MARKET).isNew());
        assertFalse(list(listings, 1, MARKET).isNew());
        assertEquals("instrument_exists", codeOf(() -> list(listings, 1, market(2))));
    }

    @Test
    void aMarketIsChangedUnderItsNumber() {
        Listings listings = process();
        list(listings, 1, GOLD);
        list(listings, 1, TIN);
        Instrument listed = list(listings, 1, MARKET).value();

        Instrument changed = listings.change(AccountId.outsideOf(1), listed, market(5));

        assertEquals(listed.id(), changed.id());
        assertEquals(Optional.of(changed), listings.catalog().market(1, "GOLD-TIN"));
    }

    /** Closes finding F8 for markets: two processes look at the same moment, and neither undoes what the other did. */
    @Test
    void secondOfTwoConcurrentMarketChangesReadsAgain() {
        Listings one = process();
        list(one, 1, GOLD);
        list(one, 1, TIN);
        list(one, 1, MARKET);
        Listings other = process();
        list(other, 1, GOLD);
        list(other, 1, TIN);
        list(other, 1, MARKET);
        Instrument instrument = one.catalog().market(1, "GOLD-TIN").orElseThrow();
        Instrument seenByTheOther = other.catalog().market(1, "GOLD-TIN").orElseThrow();

        Instrument changed = one.change(AccountId.outsideOf(1), instrument, market(5));

        assertEquals(
                "instrument_changed", codeOf(() -> other.change(AccountId.outsideOf(1), seenByTheOther, market(7))));
        assertEquals(
                List.of(changed),
                log.events.stream()
                        .filter(InstrumentChanged.class::isInstance)
                        .map(event -> ((InstrumentChanged) event).instrument())
                        .toList());
        assertEquals(
                7,
                other.change(AccountId.outsideOf(1), changed, market(7)).rules().tickUnits());
        assertEquals(
                7,
                one.change(AccountId.outsideOf(1), changed, market(7)).rules().tickUnits(),
                "who received no answer asks again");
    }

    @Test
    void exchangesRefusalIsReturnedByName() {
        Listings listings = process();
        list(listings, 1, GOLD);
        list(listings, 1, TIN);
        InstrumentRules huge = new InstrumentRules(new Scale(2), 1, Long.MAX_VALUE, 1, 1, Long.MAX_VALUE, 0);

        assertEquals("scale_too_fine", codeOf(() -> list(listings, 1, new AssetTerms("DUST", new Scale(18), 9))));
        assertEquals(
                "notional_overflows",
                codeOf(() -> list(listings, 1, new MarketTerms("GOLD", "TIN", huge, MARKET.fees()))));
    }

    @Test
    void concurrentListingsGetDistinctNumbers() throws Exception {
        Listings listings = process();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Callable<Integer>> tasks = IntStream.range(0, 160)
                    .<Callable<Integer>>mapToObj(
                            i -> () -> number(list(listings, 1 + i % 8, new AssetTerms("A" + i, new Scale(2), 1))))
                    .toList();
            List<Future<Integer>> numbers = threads.invokeAll(tasks);
            long distinct = numbers.stream().map(Future::resultNow).distinct().count();

            assertEquals(160, distinct);
        }
    }
}
