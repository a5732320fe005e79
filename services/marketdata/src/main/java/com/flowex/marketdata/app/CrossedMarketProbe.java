package com.flowex.marketdata.app;

import com.flowex.marketdata.view.MarketView;
import com.flowex.marketdata.view.PublicMarket;
import com.flowex.marketdata.view.PublicMarkets;
import com.flowex.marketdata.view.book.Depth;
import com.flowex.platform.monitor.HealthMonitor;
import com.flowex.platform.monitor.ProbeResult;
import com.flowex.platform.telemetry.Telemetry;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Health probe of the markets: it reports open markets whose quotes cross without a trade. For one thread. */
public final class CrossedMarketProbe {

    private static final Duration EVERY = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofSeconds(10);

    /**
     * Longest time for which quotes may cross. A view is behind for moments only, so an open market whose quotes cross
     * for longer does not match.
     */
    private static final Duration CROSSED_MAX = Duration.ofMinutes(1);

    private static final int NAMED_MAX = 5;

    private final Supplier<PublicMarkets> markets;
    private final LongSupplier nanoClock;
    private final MarketMetrics figures;
    private final Map<Integer, Long> crossedSinceNanos = new HashMap<>();

    /** @param markets supplier of the markets that are shown now */
    public CrossedMarketProbe(Supplier<PublicMarkets> markets, Telemetry telemetry) {
        this(markets, telemetry, System::nanoTime);
    }

    CrossedMarketProbe(Supplier<PublicMarkets> markets, Telemetry telemetry, LongSupplier nanoClock) {
        this.figures = new MarketMetrics(telemetry);
        this.markets = markets;
        this.nanoClock = nanoClock;
    }

    /** Adds this probe to the health monitor. */
    public void start(HealthMonitor monitor) {
        monitor.watch("markets", EVERY, LONGEST, this::check);
    }

    ProbeResult check() {
        long now = nanoClock.getAsLong();
        Map<Integer, PublicMarket> all = new TreeMap<>(markets.get().all());
        figures.measure(all.values());
        crossedSinceNanos
                .keySet()
                .removeIf(number ->
                        !all.containsKey(number) || !isCrossed(all.get(number).view()));
        all.forEach((number, market) -> {
            if (isCrossed(market.view())) {
                crossedSinceNanos.putIfAbsent(number, now);
            }
        });
        List<String> crossed = all.entrySet().stream()
                .filter(each -> now - crossedSinceNanos.getOrDefault(each.getKey(), now) > CROSSED_MAX.toNanos())
                .map(each -> each.getValue().listing().symbol() + " of tenant "
                        + each.getValue().listing().tenant())
                .toList();
        long open = all.values().stream().filter(market -> market.view().open()).count();
        Map<String, Number> counts = Map.of("markets", all.size(), "open", open, "crossed", crossed.size());
        return crossed.isEmpty()
                ? ProbeResult.up(counts)
                : ProbeResult.impaired(
                        "no trade for a minute although quotes cross: "
                                + String.join(", ", crossed.subList(0, Math.min(NAMED_MAX, crossed.size()))),
                        counts);
    }

    private static boolean isCrossed(MarketView view) {
        Depth depth = view.depth().depth();
        return view.open()
                && !depth.bids().isEmpty()
                && !depth.asks().isEmpty()
                && depth.bids().priceUnits(0) >= depth.asks().priceUnits(0);
    }
}
