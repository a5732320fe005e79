package com.flowex.backtest.metric;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** All figures of a run. */
public final class PerformanceFigures {

    private final EnumMap<Metric, Figure> figures;

    private PerformanceFigures(EnumMap<Metric, Figure> figures) {
        this.figures = figures;
    }

    /** Computes the figures of a run. */
    public static PerformanceFigures of(RunSample sample) {
        EnumMap<Metric, Figure> figures = new EnumMap<>(Metric.class);
        new ReturnMetrics(sample.curve()).addTo(figures);
        new ActivityMetrics(sample).addTo(figures);
        return new PerformanceFigures(figures);
    }

    public Figure get(Metric metric) {
        return Objects.requireNonNull(figures.get(metric));
    }

    /** Returns all figures in the order of their display. */
    public Map<Metric, Figure> all() {
        return Collections.unmodifiableMap(figures);
    }
}
