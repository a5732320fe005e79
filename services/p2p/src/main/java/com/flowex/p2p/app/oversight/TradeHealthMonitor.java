package com.flowex.p2p.app.oversight;

import com.flowex.domain.market.Asset;
import com.flowex.domain.value.AssetId;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.p2p.rule.TradeState;
import com.flowex.p2p.rule.TradeState.WaitsFor;
import com.flowex.p2p.store.OpenTradeCounts;
import com.flowex.p2p.store.OpenTradeCounts.StateCount;
import com.flowex.platform.database.Database;
import com.flowex.platform.monitor.HealthMonitor;
import com.flowex.platform.monitor.ProbeResult;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Health check of the trades between people: each open trade moves by its deadline, and each dispute is decided within
 * its service level. The figures are sums over all open tenants.
 */
public final class TradeHealthMonitor {

    private static final Duration EVERY = Duration.ofSeconds(30);
    private static final Duration LONGEST = Duration.ofMinutes(1);

    /** Time after its deadline at which a trade counts as overdue. The clocks are read each second. */
    static final Duration OVERDUE_AFTER = Duration.ofMinutes(1);

    private final OpenTradeCounts counts;
    private final Supplier<Collection<Integer>> tenants;
    private final InstantSource time;
    private final InstrumentDirectory directory;
    private final MultiGauge escrows;
    private volatile Map<TradeState, Long> byState = Map.of();
    private volatile long overdue;
    private volatile long escalated;
    private volatile long oldestSeconds;

    /** @param tenants numbers of the tenants that are open; the clocks of others stand still */
    public TradeHealthMonitor(
            Database database,
            MeterRegistry registry,
            InstrumentDirectory directory,
            Supplier<Collection<Integer>> tenants,
            InstantSource time) {
        this.counts = new OpenTradeCounts(database);
        this.directory = directory;
        this.escrows = MultiGauge.builder("flowex.p2p.escrow")
                .description("Quantity that is reserved for trades between people, fees included, by asset")
                .register(registry);
        this.tenants = tenants;
        this.time = time;
        register(registry);
    }

    /** Registers the check. */
    public void start(HealthMonitor monitor) {
        monitor.watch("p2p", EVERY, LONGEST, this::check);
    }

    private void register(MeterRegistry registry) {
        for (TradeState state : TradeState.values()) {
            if (!state.hasEnded()) {
                Gauge.builder("flowex.p2p.trades", this, watch -> watch.byState.getOrDefault(state, 0L))
                        .description("Trades between people that have not ended, by state")
                        .tag("state", state.label())
                        .register(registry);
            }
        }
        Gauge.builder("flowex.p2p.trades.overdue", this, watch -> watch.overdue)
                .description(
                        "Trades between people past their deadline by a minute, or with a settlement that the ledger refused")
                .register(registry);
        Gauge.builder("flowex.p2p.disputes.oldest", this, watch -> watch.oldestSeconds)
                .description("Seconds since the oldest open dispute was opened")
                .baseUnit("seconds")
                .register(registry);
        Gauge.builder("flowex.p2p.disputes.escalated", this, watch -> watch.escalated)
                .description("Open disputes that were not decided within their service level")
                .register(registry);
    }

    ProbeResult check() {
        Map<TradeState, Long> found = new EnumMap<>(TradeState.class);
        long late = 0;
        long old = 0;
        long oldest = 0;
        Instant now = time.instant();
        Instant before = now.minus(OVERDUE_AFTER);
        Map<String, BigDecimal> escrowByCode = new TreeMap<>();
        for (int tenant : tenants.get()) {
            List<StateCount> states = counts.of(tenant, before);
            for (StateCount each : states) {
                found.merge(each.state(), each.trades(), Long::sum);
                late += each.overdue();
                old += each.escalated();
            }
            oldest = Math.max(
                    oldest,
                    counts.oldestDispute(tenant)
                            .map(at -> Duration.between(at, now).toSeconds())
                            .orElse(0L));
            addEscrows(tenant, escrowByCode);
        }
        showEscrows(escrowByCode);
        oldestSeconds = oldest;
        byState = Map.copyOf(found);
        overdue = late;
        escalated = old;
        Map<String, Number> figures = Map.of(
                "open",
                sum(found.values()),
                "disputed",
                sum(found.entrySet().stream()
                        .filter(each -> each.getKey().waitsFor() == WaitsFor.MODERATORS)
                        .map(Map.Entry::getValue)
                        .toList()),
                "escalated",
                old,
                "overdue",
                late);
        return late == 0
                ? ProbeResult.up(figures)
                : ProbeResult.impaired(
                        late
                                + " trades between people did not move at their deadline; each attempt that fails is logged",
                        figures);
    }

    /** Assets of several exchanges with one code are one row, as their sums are. */
    private void addEscrows(int tenant, Map<String, BigDecimal> byCode) {
        counts.escrows(tenant).forEach((number, units) -> {
            Asset asset = directory.asset(new AssetId(number));
            byCode.merge(asset.code(), units.movePointLeft(asset.scale().places()), BigDecimal::add);
        });
    }

    private void showEscrows(Map<String, BigDecimal> byCode) {
        escrows.register(
                byCode.entrySet().stream()
                        .map(each -> MultiGauge.Row.of(Tags.of("asset", each.getKey()), each.getValue()))
                        .toList(),
                true);
    }

    private static long sum(Collection<Long> values) {
        return values.stream().mapToLong(Long::longValue).sum();
    }
}
