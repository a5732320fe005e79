package com.flowex.app.demo;

import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.AssetId;
import com.flowex.domain.value.InstrumentId;
import com.flowex.marketdata.PriceSource;
import com.flowex.orderentry.CommandResult;
import com.flowex.orderentry.CommittedEvents;
import com.flowex.orderentry.OrderEntryService;
import com.flowex.platform.database.Lease;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.jobs.Worker;
import com.flowex.platform.jobs.Workers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Demo market on one virtual thread: BTC-USDT follows recorded trades, ETH-USDT a synthetic price. It starts by
 * canceling the orders that an earlier run left in the books. If the exchange does not answer, it waits, starts again,
 * and logs that once.
 */
public final class DemoMarket implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DemoMarket.class);

    /** Default of FLOWEX_DEMO_SPEED, in recorded seconds a second. */
    public static final int SPEED_DEFAULT = 5;

    /** Greatest value of FLOWEX_DEMO_SPEED. */
    public static final int SPEED_MAX = RecordedPriceModel.SPEED_MAX;

    private static final int TENANT = 1;
    private static final AccountId TREASURY = new AccountId(TENANT, 100);
    private static final AccountId BTC_MAKER = new AccountId(TENANT, 101);
    private static final AccountId BTC_TAKER = new AccountId(TENANT, 102);
    private static final AccountId ETH_MAKER = new AccountId(TENANT, 103);
    private static final AccountId ETH_TAKER = new AccountId(TENANT, 104);

    private static final AssetId BTC = new AssetId(1);
    private static final AssetId ETH = new AssetId(2);
    private static final AssetId USDT = new AssetId(3);
    private static final long WHOLE_COIN = 100_000_000; // scale 8
    private static final long WHOLE_USDT = 1_000_000; // scale 6

    private static final DemoInstrument BTC_USDT =
            new DemoInstrument(new InstrumentId(1), BTC, USDT, 1_000, WHOLE_COIN / 5, BTC_MAKER, BTC_TAKER);
    private static final DemoInstrument ETH_USDT =
            new DemoInstrument(new InstrumentId(2), ETH, USDT, 10_000, 3 * WHOLE_COIN, ETH_MAKER, ETH_TAKER);

    private static final long ETH_SEED = 20_131_125;
    private static final long ETH_BASE_UNITS = 80_00; // 80.00 USDT

    private static final long STEP_MILLIS = 500;

    /** Number of times a second that takers may trade. */
    static final long STEPS_PER_SECOND = 1_000 / STEP_MILLIS;

    private static final long OUTAGE_MILLIS = 2_000;
    private static final Duration STOP = Duration.ofSeconds(6);

    /** Interval at which a process without the lease tries to get it. */
    private static final Duration STAND_BY = Duration.ofMillis(500);

    /** One market with its price and its traders. */
    private record Stage(PriceModel script, DemoMaker maker, DemoTaker taker, Optional<DemoLayerer> layerer) {

        void play(long nowMillis) {
            PriceModel.Step step = script.step(nowMillis);
            maker.quoteAround(step.fairUnits());
            step.take().ifPresent(take -> taker.take(step.fairUnits(), take));
            layerer.ifPresent(each -> each.step(step.fairUnits()));
        }
    }

    private final OrderEntryService orderEntry;
    private final int speed;
    private final Optional<AccountId> layerer;
    private final Lease lease;
    private final Worker worker;

    /**
     * Creates a demo; {@link #start} starts it.
     *
     * @param orderEntry order entry through which it trades like any client
     * @param speed recorded seconds a second, 1 to {@link #SPEED_MAX}
     * @param layerer funded account of the user whose layering surveillance finds; empty where users run elsewhere
     * @param lease held by the process that plays, of several with a demo, for as long as it plays
     * @param workers where it reports; an unexpected failure makes it start again
     */
    public DemoMarket(
            OrderEntryService orderEntry, int speed, Optional<AccountId> layerer, Lease lease, Workers workers) {
        this.orderEntry = orderEntry;
        this.speed = speed;
        this.layerer = layerer;
        this.lease = lease;
        this.worker = workers.always("demo-market", this::run);
    }

    /** Returns the accounts and balances that must exist before {@link #start}. */
    public static List<Funding> fundings() {
        return List.of(
                new Funding(TREASURY, 100_000, 1_000_000, 1_000_000_000),
                new Funding(BTC_MAKER, 200, 0, 200_000),
                new Funding(BTC_TAKER, 100, 0, 100_000),
                new Funding(ETH_MAKER, 0, 3_000, 240_000),
                new Funding(ETH_TAKER, 0, 1_000, 80_000));
    }

    /** Returns the descriptions of the prices for users. */
    public static List<PriceSource> sources() {
        return List.of(
                new PriceSource(
                        "BTC-USDT",
                        PriceSource.Kind.RECORDED,
                        "Follows real Bitstamp BTC/USD trades of 25 November to 1 December 2013, played forward and then"
                                + " backward; quoted and traded by the demo's own accounts. Its history from before this"
                                + " exchange began is the same recording, as it would have been played."),
                new PriceSource(
                        "ETH-USDT",
                        PriceSource.Kind.SYNTHETIC,
                        "Follows a made-up, seeded price around 80 USDT; quoted and traded by the demo's own accounts."
                                + " Its history from before this exchange began is made up by the same seed."));
    }

    /** Starts quoting; returns at once. */
    public void start() {
        worker.start();
    }

    private void run() {
        if (!lease.isOurs()) {
            ended(STAND_BY.toMillis());
            return;
        }
        DemoClock clock = new DemoClock() {
            @Override
            public long millis() {
                return System.currentTimeMillis();
            }

            @Override
            public boolean waitUntil(long millis) {
                return !ended(Math.max(0, millis - millis())) && lease.isOurs();
            }
        };
        play(new DemoThrottle(orderEntry, clock), clock, RecordedTrades.load());
    }

    /** Returns the path of the made-up price. */
    static PricePath syntheticPath() {
        return new SyntheticPriceModel(ETH_SEED, ETH_BASE_UNITS, ETH_USDT.lotUnits()).path();
    }

    /** Plays until the clock ends it. */
    void play(DemoThrottle throttle, DemoClock clock, RecordedTrades recording) {
        Treasury treasury = new Treasury(throttle, TREASURY, shares());
        List<Stage> stages = List.of(
                stage(
                        throttle,
                        treasury,
                        BTC_USDT,
                        new RecordedPriceModel(recording, speed, BTC_USDT.lotUnits()),
                        layerer),
                stage(
                        throttle,
                        treasury,
                        ETH_USDT,
                        new SyntheticPriceModel(ETH_SEED, ETH_BASE_UNITS, ETH_USDT.lotUnits()),
                        Optional.empty()));
        boolean out = false;
        long due = clock.millis();
        while (clock.waitUntil(due)) {
            long began = clock.millis();
            Optional<String> outage = step(stages, treasury, began);
            report(out, outage);
            out = outage.isPresent();
            due = began + (out ? OUTAGE_MILLIS : STEP_MILLIS);
        }
    }

    private static Stage stage(
            DemoThrottle throttle,
            Treasury treasury,
            DemoInstrument market,
            PriceModel script,
            Optional<AccountId> layerer) {
        Random random = new Random(market.instrument().value());
        return new Stage(
                script,
                new DemoMaker(throttle, treasury, market, random),
                new DemoTaker(throttle, treasury, market),
                layerer.map(account -> new DemoLayerer(throttle, market, account)));
    }

    private static List<Treasury.Share> shares() {
        return fundings().stream()
                .filter(funding -> !funding.account().equals(TREASURY))
                .flatMap(funding -> Stream.of(
                        new Treasury.Share(funding.account(), BTC, funding.btc() * WHOLE_COIN),
                        new Treasury.Share(funding.account(), ETH, funding.eth() * WHOLE_COIN),
                        new Treasury.Share(funding.account(), USDT, funding.usdt() * WHOLE_USDT)))
                .filter(share -> share.units() > 0)
                .toList();
    }

    /** Returns why the exchange did not answer; empty if it did. After a failure the state of the books is unknown. */
    private static Optional<String> step(List<Stage> stages, Treasury treasury, long nowMillis) {
        try {
            stages.forEach(stage -> stage.play(nowMillis));
            treasury.level();
            return Optional.empty();
        } catch (DemoThrottle.ExchangeUnavailableException outage) {
            stages.forEach(stage -> stage.maker().forget());
            return Optional.of(outage.why());
        }
    }

    private void report(boolean wasOut, Optional<String> outage) {
        if (outage.isPresent() && !wasOut && !worker.isClosing()) {
            LOG.info("the demo market waits: {}", outage.get());
        } else if (outage.isEmpty() && wasOut) {
            LOG.info("the demo market continues");
        }
        if (outage.isEmpty()) {
            worker.works();
        }
    }

    private boolean ended(long withinMillis) {
        try {
            return worker.awaitClosing(Duration.ofMillis(withinMillis));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /**
     * Cancels every quote of the demo: for a start without it, after a run that could not do so itself.
     *
     * @throws Refusal if it is not known whether the quotes are canceled
     */
    public static void clear(OrderEntryService orderEntry) {
        for (AccountId maker : List.of(BTC_MAKER, ETH_MAKER)) {
            CommandResult<CommittedEvents> result = orderEntry.cancelAll(maker, null, null);
            if (!(result instanceof CommandResult.Refused<CommittedEvents>(Refusal why, boolean _))
                    || why.code().isFault()) {
                CommittedEvents _ = result.orThrow(); // refused where there never was a demo
            }
        }
    }

    /** Stops quoting and cancels the quotes, unless another process plays by now: they would be that one's. */
    @Override
    public void close() {
        worker.close(STOP);
        if (!lease.isOurs()) {
            return;
        }
        try {
            clear(orderEntry);
        } catch (Refusal e) {
            LOG.info("the demo market could not cancel its quotes: {}", e.code().code());
        }
    }
}
