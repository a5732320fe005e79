package com.flowex.app.demo;

import com.flowex.access.tenancy.Feature;
import com.flowex.access.tenancy.Tenant;
import com.flowex.access.tenancy.TenantConfiguration;
import com.flowex.access.tenancy.TenantDirectory;
import com.flowex.access.tenancy.TenantsTable;
import com.flowex.domain.margin.IndexPrice;
import com.flowex.domain.margin.IndexQuote;
import com.flowex.domain.margin.MarginTerms;
import com.flowex.domain.margin.MarginTier;
import com.flowex.domain.market.Asset;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.Scale;
import com.flowex.orderentry.LogTime;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.platform.database.Lease;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import com.flowex.platform.jobs.Worker;
import com.flowex.platform.jobs.Workers;
import com.flowex.platform.projection.ReaderContext;
import com.flowex.wallet.app.margin.Loans;
import com.flowex.wallet.app.margin.MarginSettings;
import com.flowex.wallet.store.margin.LendingPool;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lending of a demo: the first terms of three assets, index prices of three made-up sources near the prices of the demo
 * market, and two made-up people who owe. The feature is switched on with the first terms; what an operator changes
 * afterwards stays.
 */
public final class DemoLending implements AutoCloseable {

    private static final int TENANT = 1;

    private static final Logger LOG = LoggerFactory.getLogger(DemoLending.class);

    /** A price of a source counts for a minute. */
    private static final Duration STEP = Duration.ofSeconds(15);

    private static final int SOURCES = IndexPrice.SOURCES_MIN;

    /** Index prices have four decimals; markets of the demo have two. */
    private static final Scale PRICE = new Scale(4);

    private static final long PER_CENT = 100;

    /** Greatest difference of a source from the price, in millionths. */
    private static final int DIFFERENCE_MAX = 400;

    private static final long MILLION = 1_000_000;

    /** Weight of the first source, with eight decimals; the second weighs twice as much. */
    private static final long VOLUME = 100_000_000_000L;

    private static final List<MarginTier> TIERS = List.of(
            new MarginTier(0, 250_000, 100_000),
            new MarginTier(100_000, 333_300, 150_000),
            new MarginTier(1_000_000, 500_000, 250_000));

    /**
     * Terms of an asset.
     *
     * @param symbol market of its price; empty for the valuation currency, whose price is about 1
     * @param cap highest sum of debts, in whole units
     * @param loan loan of a made-up person, in whole units; 0 for none
     * @param person place of that person among the people
     */
    private record Pool(String code, String symbol, int haircut, long cap, int hourlyRate, long loan, int person) {}

    private static final List<Pool> POOLS = List.of(
            new Pool("BTC", "BTC-USDT", 50_000, 50, 3_000, 2, 0),
            new Pool("ETH", "ETH-USDT", 50_000, 500, 4_000, 0, 0),
            new Pool("USDT", "", 0, 500_000, 10_000, 2_000, 1));

    /** Commands of lending. */
    public record Commands(MarginSettings settings, Loans loans) {}

    private final Commands lending;
    private final InstrumentDirectory directory;
    private final TenantDirectory tenants;
    private final List<DemoPeople.Person> people;
    private final Lease lease;
    private final Worker worker;
    private final Random random = new Random(SOURCES);
    private RefusalCode lastRefusal = RefusalCode.FEATURE_OFF;

    /**
     * Creates the lending; {@link #start} starts it.
     *
     * @param directory assets and markets with their last prices
     * @param people funded people, of whom the first two borrow
     * @param lease held by the process that plays the demo
     */
    public DemoLending(
            Commands lending,
            InstrumentDirectory directory,
            TenantDirectory tenants,
            List<DemoPeople.Person> people,
            Lease lease,
            Workers workers) {
        this.lending = lending;
        this.directory = directory;
        this.tenants = tenants;
        this.people = List.copyOf(people);
        this.lease = lease;
        this.worker = workers.every("demo-lending", STEP, this::step);
    }

    /** Returns the money of the lending account and of the one that insures it, which must exist before the start. */
    public static List<Funding> fundings() {
        return List.of(
                new Funding(AccountId.lendingOf(TENANT), 50, 500, 500_000),
                new Funding(AccountId.insuranceOf(TENANT), 1, 10, 20_000));
    }

    /** Starts to quote, with the first quotes before this returns: debts of an earlier run need a price. */
    public void start() {
        step();
        worker.start();
    }

    private void step() {
        if (!lease.isOurs()) {
            return;
        }
        try {
            for (Pool pool : POOLS) {
                step(pool);
            }
            lastRefusal = RefusalCode.FEATURE_OFF;
        } catch (Refusal refused) {
            if (refused.code() != lastRefusal) {
                LOG.info("the lending of the demo waits: {}", refused.code().code());
            }
            lastRefusal = refused.code();
        }
    }

    private void step(Pool pool) {
        OptionalLong price = price(pool);
        if (price.isEmpty()) {
            return;
        }
        Asset asset = directory.namedAsset(TENANT, pool.code);
        Optional<LendingPool> known = lending.settings().pool(asset);
        if (known.isEmpty()) {
            begin(pool, asset);
            return;
        }
        if (!known.get().terms().priceScale().equals(PRICE)) {
            return; // an operator set the first terms, and has feeds
        }
        for (int source = 1; source <= SOURCES; source++) {
            quote(asset, source, price.getAsLong());
        }
        if (pool.loan > 0 && known.get().lentUnits() == 0) {
            borrow(pool, asset);
        }
    }

    private OptionalLong price(Pool pool) {
        if (pool.symbol.isEmpty()) {
            return OptionalLong.of(PRICE.unitsPerWhole());
        }
        long cents = directory.named(TENANT, pool.symbol).lastPriceUnits();
        return cents == 0 ? OptionalLong.empty() : OptionalLong.of(cents * PER_CENT);
    }

    private void begin(Pool pool, Asset asset) {
        MarginTerms terms = new MarginTerms(
                PRICE, pool.haircut, TIERS, pool.cap * asset.scale().unitsPerWhole(), pool.hourlyRate);
        switchOn();
        lending.settings().begin(people.getFirst().account(), asset, terms);
    }

    private void switchOn() {
        tenants.change(transaction -> {
            Tenant tenant = TenantsTable.locked(transaction, TENANT).orElseThrow();
            TenantConfiguration configuration = tenant.configuration();
            return configuration.features().containsKey(Feature.MARGIN.label())
                    || TenantsTable.update(transaction, tenant.like(configuration.with(Feature.MARGIN, true)));
        });
    }

    private void quote(Asset asset, int source, long price) {
        int difference = random.nextInt(2 * DIFFERENCE_MAX + 1) - DIFFERENCE_MAX;
        DemoPeople.Person by = people.get(source % people.size());
        IndexQuote quote = new IndexQuote(
                source, price + price * difference / MILLION, VOLUME * source, LogTime.nanos(Instant.now()));
        lending.settings().quote(by.account(), by.user(), asset, quote);
    }

    /** A loan an hour at most: a repeated one of the same hour is the same loan. */
    private void borrow(Pool pool, Asset asset) {
        DemoPeople.Person person = people.get(pool.person);
        long units = pool.loan * asset.scale().unitsPerWhole();
        try {
            lending.loans()
                    .borrow(
                            reader(person),
                            asset,
                            units,
                            "demo " + Instant.now().truncatedTo(ChronoUnit.HOURS));
        } catch (Refusal refused) {
            if (refused.code() != RefusalCode.INDEX_PRICE_UNCERTAIN) {
                throw refused;
            }
        }
    }

    private static ReaderContext reader(DemoPeople.Person person) {
        return new ReaderContext() {
            @Override
            public AccountId account() {
                return person.account();
            }

            @Override
            public long minSequence() {
                return 0;
            }
        };
    }

    /**
     * Repays what the people owe: for a start without the demo, which quotes no prices.
     *
     * @param people people who may have borrowed in an earlier run
     */
    public static void end(Commands lending, InstrumentDirectory directory, Supplier<List<DemoPeople.Person>> people) {
        for (Pool pool : POOLS) {
            Optional<LendingPool> known = pool.loan == 0
                    ? Optional.empty()
                    : directory.findAsset(TENANT, pool.code).flatMap(lending.settings()::pool);
            if (known.isPresent() && known.get().lentUnits() > 0) {
                people.get().stream()
                        .skip(pool.person)
                        .findFirst()
                        .ifPresent(person -> repay(
                                lending, person, directory.asset(known.get().asset())));
            }
        }
    }

    private static void repay(Commands lending, DemoPeople.Person person, Asset asset) {
        try {
            lending.loans().repayAll(reader(person), asset, "demo " + Instant.now());
        } catch (Refusal refused) {
            if (refused.code() != RefusalCode.REPAYS_MORE_THAN_OWED) {
                LOG.info(
                        "a debt of the demo in {} stays: {}",
                        asset.code(),
                        refused.code().code());
            }
        }
    }

    @Override
    public void close() {
        worker.close();
    }
}
