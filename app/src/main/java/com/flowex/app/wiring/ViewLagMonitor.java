package com.flowex.app.wiring;

import com.flowex.platform.monitor.HealthMonitor;
import com.flowex.platform.monitor.ProbeResult;
import com.flowex.platform.projection.View;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/** Check of the lag between the log and the views of a process. */
final class ViewLagMonitor {

    private static final Duration EVERY = Duration.ofSeconds(2);
    private static final Duration LONGEST = Duration.ofSeconds(10);

    /** Time without progress after which a view that lags does not follow. */
    private static final long STILL_NANOS = Duration.ofSeconds(10).toNanos();

    private record Sample(long applied, long nanos) {}

    private final List<View<?>> views;
    private final LongSupplier end;
    private final Map<String, Sample> seen = new HashMap<>();

    private ViewLagMonitor(List<View<?>> views, LongSupplier end) {
        this.views = List.copyOf(views);
        this.end = end;
    }

    /**
     * Registers the check and a gauge of each view's lag.
     *
     * @param end returns the number of the last event of the log
     */
    static void start(HealthMonitor monitor, List<View<?>> views, LongSupplier end, MeterRegistry registry) {
        ViewLagMonitor watch = new ViewLagMonitor(views, end);
        monitor.watch("views", EVERY, LONGEST, watch::check);
        for (View<?> view : views) {
            Gauge.builder("flowex.projection.lag.events", view, one -> watch.lag(one))
                    .description("Events of the log that the view has not applied")
                    .tag("projection", view.name())
                    .register(registry);
        }
    }

    private long lag(View<?> view) {
        return Math.max(0, end.getAsLong() - view.progress().applied());
    }

    private ProbeResult check() {
        Map<String, Number> figures = new TreeMap<>();
        List<String> behind = new ArrayList<>();
        long now = System.nanoTime();
        for (View<?> view : views) {
            long lag = lag(view);
            long applied = view.progress().applied();
            figures.put(view.name() + "_lag_events", lag);
            Sample before = seen.get(view.name());
            if (before == null || before.applied() != applied || lag == 0) {
                seen.put(view.name(), new Sample(applied, now));
            } else if (now - before.nanos() > STILL_NANOS) {
                behind.add("the view " + view.name() + " is " + lag + " events behind and does not move");
            }
        }
        return behind.isEmpty() ? ProbeResult.up(figures) : ProbeResult.impaired(String.join("; ", behind), figures);
    }
}
