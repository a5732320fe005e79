package com.flowex.wallet.app.margin;

import com.flowex.domain.margin.InterestRate;
import com.flowex.platform.Platform;
import com.flowex.platform.monitor.HealthMonitor;
import com.flowex.platform.monitor.ProbeResult;
import com.flowex.wallet.store.margin.LendingPool;
import com.flowex.wallet.store.margin.MarginQueries;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Health check of lending: index prices of what is owed are certain, and no shortfall waits for its booking. The metrics
 * are sums over all tenants, and the highest use and rate of any pool.
 */
public final class MarginMonitor {

    private static final Duration EVERY = Duration.ofSeconds(10);
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private static final InterestRate NO_LOANS = new InterestRate(0, 0, 0);

    private final MarginQueries queries;
    private final IndexStates indexes;
    private final Supplier<Collection<Integer>> tenants;
    private volatile Counts last = new Counts(0, 0, 0, 0, NO_LOANS);

    /**
     * Counts over all tenants.
     *
     * @param lending pools that have lent money
     * @param uncertain those of them whose index price is uncertain
     * @param shortfalls pools with a loss that is not booked
     * @param liquidating accounts that are being liquidated
     * @param highest highest use and rate of the pools that have lent money
     */
    private record Counts(long lending, long uncertain, long shortfalls, long liquidating, InterestRate highest) {}

    public MarginMonitor(
            Platform platform, MarginQueries queries, IndexStates indexes, Supplier<Collection<Integer>> tenants) {
        this.queries = queries;
        this.indexes = indexes;
        this.tenants = tenants;
        register(platform.telemetry().registry());
    }

    /** Registers the check. */
    public void start(HealthMonitor monitor) {
        monitor.watch("margin", EVERY, LONGEST, this::probe);
    }

    private void register(MeterRegistry registry) {
        Gauge.builder("flowex.margin.pools.lending", this, monitor -> monitor.last.lending)
                .description("Lending pools that have lent money")
                .register(registry);
        Gauge.builder("flowex.margin.index.uncertain", this, monitor -> monitor.last.uncertain)
                .description("Lending pools that have lent money and whose index price is uncertain")
                .register(registry);
        Gauge.builder("flowex.margin.pools.short", this, monitor -> monitor.last.shortfalls)
                .description("Lending pools with a shortfall that is not booked")
                .register(registry);
        Gauge.builder("flowex.margin.accounts.liquidating", this, monitor -> monitor.last.liquidating)
                .description("Accounts that are being liquidated")
                .register(registry);
        Gauge.builder("flowex.margin.highest.use.ratio", this, monitor -> monitor.last.highest.useMillionths() / 1e6)
                .description("Largest part of a lending pool's money that is lent")
                .register(registry);
        Gauge.builder("flowex.margin.highest.rate.ratio", this, monitor -> monitor.last.highest.poolBillionths() / 1e9)
                .description("Highest rate of an hour that a lending pool takes, as a share of the debt")
                .register(registry);
    }

    ProbeResult probe() {
        long lending = 0;
        long uncertain = 0;
        long shortfalls = 0;
        long liquidating = 0;
        AccountRates rates = new AccountRates(Map.of());
        InterestRate highest = NO_LOANS;
        for (int tenant : tenants.get()) {
            IndexStates.TenantQuotes quotes = indexes.of(tenant);
            for (LendingPool pool : queries.pools(tenant)) {
                boolean isLending = pool.lentUnits() > 0;
                lending += isLending ? 1 : 0;
                uncertain += isLending && !quotes.isCertain(pool.asset()) ? 1 : 0;
                shortfalls += pool.shortfallUnits() > 0 ? 1 : 0;
                highest = isLending ? higher(highest, rates.of(pool)) : highest;
            }
            liquidating += queries.liquidating(tenant);
        }
        last = new Counts(lending, uncertain, shortfalls, liquidating, highest);
        Map<String, Number> figures = Map.of(
                "lending", lending, "uncertain", uncertain, "shortfalls", shortfalls, "liquidating", liquidating);
        if (shortfalls > 0) {
            return ProbeResult.impaired(
                    shortfalls + " lending pools have a shortfall: GET /api/v1/margin/shortfalls; two people book it by"
                            + " POST /api/v1/margin/transfers from insurance to pool",
                    figures);
        }
        return uncertain == 0
                ? ProbeResult.up(figures)
                : ProbeResult.impaired(
                        uncertain + " lending pools have an uncertain index price, and liquidate no account: GET"
                                + " /api/v1/margin/pools shows the sources that are late",
                        figures);
    }

    private static InterestRate higher(InterestRate one, InterestRate other) {
        return new InterestRate(
                Math.max(one.useMillionths(), other.useMillionths()),
                Math.max(one.poolBillionths(), other.poolBillionths()),
                Math.max(one.billionths(), other.billionths()));
    }
}
