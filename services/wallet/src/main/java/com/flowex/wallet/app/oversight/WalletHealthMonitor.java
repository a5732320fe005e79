package com.flowex.wallet.app.oversight;

import com.flowex.platform.Platform;
import com.flowex.platform.monitor.HealthMonitor;
import com.flowex.platform.monitor.ProbeResult;
import com.flowex.platform.saga.Saga;
import com.flowex.platform.saga.Sagas;
import com.flowex.wallet.app.reconcile.Reconciliation;
import com.flowex.wallet.store.reconcile.ReconciliationResult;
import com.flowex.wallet.store.transaction.HealthCounts;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Health checks of the customers' money: the ledger sums to zero, no process has stopped midway, chain and ledger
 * agree. Tenants are checked one after another; the metrics are sums over all of them.
 */
public final class WalletHealthMonitor {

    private static final Duration EVERY = Duration.ofSeconds(30);
    private static final Duration LONGEST = Duration.ofMinutes(1);

    /** A pending withdrawal's fee is raised after a while. After this many such intervals it counts as stuck. */
    private static final int STUCK_TIMES = 3;

    /** Greatest age of a withdrawal that is neither decided nor sent. */
    private static final Duration UNSENT_MAX = Duration.ofDays(1);

    /** In a fixed order, so that each state has its gauge from the start. */
    private static final List<String> STATES = List.of(
            "deposit pending",
            "deposit confirming",
            "deposit frozen",
            "withdrawal pending",
            "withdrawal confirming",
            "withdrawal frozen");

    private final HealthCounts counts;
    private final Sagas sagas;
    private final Reconciliation reconciliation;
    private final Supplier<Collection<Integer>> tenants;
    private final Duration stuckAfter;
    private volatile Map<String, Long> underWay = Map.of();
    private volatile Map<Saga.State, Long> bySagaState = Map.of();
    private volatile Map<ReconciliationResult.Verdict, Long> byVerdict = Map.of();
    private volatile long unbalanced;
    private volatile long stuck;

    /**
     * Creates the checks.
     *
     * @param tenants tenants to check
     * @param stuckAfter time without a block after which a sent transaction's fee is raised
     */
    public WalletHealthMonitor(
            Platform platform,
            Sagas sagas,
            Reconciliation reconciliation,
            Supplier<Collection<Integer>> tenants,
            Duration stuckAfter) {
        this.counts = new HealthCounts(platform.database());
        this.sagas = sagas;
        this.reconciliation = reconciliation;
        this.tenants = tenants;
        this.stuckAfter = stuckAfter;
        register(platform.telemetry().registry());
    }

    /** Registers all checks. */
    public void start(HealthMonitor monitor) {
        monitor.watch("ledger", EVERY, LONGEST, this::ledger);
        monitor.watch("withdrawals", EVERY, LONGEST, this::withdrawals);
        monitor.watch("sagas", EVERY, LONGEST, this::stoppedSagas);
        monitor.watch("reconciled", EVERY, LONGEST, this::reconciled);
    }

    private void register(MeterRegistry registry) {
        Gauge.builder("flowex.ledger.unbalanced.assets", this, watch -> watch.unbalanced)
                .description("Assets whose balances do not sum to zero")
                .register(registry);
        Gauge.builder("flowex.withdrawals.stuck", this, watch -> watch.stuck)
                .description("Withdrawals without progress for longer than allowed")
                .register(registry);
        for (String state : STATES) {
            String[] words = state.split(" ", 2);
            Gauge.builder("flowex.wallet.transactions", this, watch -> watch.underWay.getOrDefault(state, 0L))
                    .description("Deposits and withdrawals that have not ended, by state")
                    .tag("type", words[0])
                    .tag("state", words[1])
                    .register(registry);
        }
        for (Saga.State state : Saga.State.values()) {
            if (!state.hasEnded()) {
                Gauge.builder("flowex.sagas", this, watch -> watch.bySagaState.getOrDefault(state, 0L))
                        .description("Sagas that have not ended, by state")
                        .tag("state", word(state))
                        .register(registry);
            }
        }
        for (ReconciliationResult.Verdict verdict : ReconciliationResult.Verdict.values()) {
            Gauge.builder("flowex.reconciliation.assets", this, watch -> watch.byVerdict.getOrDefault(verdict, 0L))
                    .description("Assets on chains by the verdict of the last reconciliation with the ledger")
                    .tag("verdict", word(verdict))
                    .register(registry);
        }
    }

    private static String word(Enum<?> state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    ProbeResult ledger() {
        long wrong = 0;
        for (int tenant : tenants.get()) {
            wrong += counts.unbalanced(tenant);
        }
        unbalanced = wrong;
        Map<String, Number> figures = Map.of("unbalanced_assets", wrong);
        return wrong == 0
                ? ProbeResult.up(figures)
                : ProbeResult.impaired(
                        "balances of " + wrong + " assets do not sum to zero: ./flowex views rebuild wallet", figures);
    }

    ProbeResult withdrawals() {
        Map<String, Long> found = new TreeMap<>();
        long old = 0;
        for (int tenant : tenants.get()) {
            counts.underWay(tenant).forEach((state, count) -> found.merge(state, count, Long::sum));
            old += counts.stuck(tenant, stuckAfter.multipliedBy(STUCK_TIMES), UNSENT_MAX);
        }
        underWay = Map.copyOf(found);
        stuck = old;
        Map<String, Number> figures = Map.of(
                "stuck", old,
                "pending", found.getOrDefault("withdrawal pending", 0L),
                "confirming", found.getOrDefault("withdrawal confirming", 0L));
        return old == 0
                ? ProbeResult.up(figures)
                : ProbeResult.impaired(
                        old + " withdrawals have not moved for longer than they may: ./flowex sagas list", figures);
    }

    ProbeResult stoppedSagas() {
        Map<Saga.State, Long> found = new EnumMap<>(Saga.State.class);
        for (int tenant : tenants.get()) {
            sagas.unfinished(tenant).forEach((state, count) -> found.merge(state, count, Long::sum));
        }
        bySagaState = Map.copyOf(found);
        long stopped = found.getOrDefault(Saga.State.STOPPED, 0L);
        Map<String, Number> figures = Map.of(
                "stopped", stopped,
                "running", found.getOrDefault(Saga.State.RUNNING, 0L),
                "compensating", found.getOrDefault(Saga.State.COMPENSATING, 0L));
        return stopped == 0
                ? ProbeResult.up(figures)
                : ProbeResult.impaired(
                        stopped + " sagas have stopped and wait for a human: ./flowex sagas list", figures);
    }

    ProbeResult reconciled() {
        Map<ReconciliationResult.Verdict, Long> found = new EnumMap<>(ReconciliationResult.Verdict.class);
        for (int tenant : tenants.get()) {
            reconciliation.last(tenant).forEach(finding -> found.merge(finding.verdict(), 1L, Long::sum));
        }
        byVerdict = Map.copyOf(found);
        long differing = found.getOrDefault(ReconciliationResult.Verdict.DIFFERS, 0L);
        Map<String, Number> figures = new TreeMap<>();
        for (ReconciliationResult.Verdict verdict : ReconciliationResult.Verdict.values()) {
            figures.put(word(verdict), found.getOrDefault(verdict, 0L));
        }
        return differing == 0
                ? ProbeResult.up(figures)
                : ProbeResult.impaired(
                        differing + " assets differ between chain and ledger, their withdrawals are stopped:"
                                + " ./flowex reconcile; two people settle it by POST /api/v1/reconciliation/adjustments",
                        figures);
    }
}
