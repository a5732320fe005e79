package com.flowex.simulator.simulation;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Counters of a run. */
final class SimulationCounters {
    private final Map<RunCounter, Long> counts = new EnumMap<>(RunCounter.class);

    void add(RunCounter count) {
        add(count, 1);
    }

    void add(RunCounter count, long times) {
        counts.merge(count, times, Long::sum);
    }

    void add(SimulationCounters other) {
        other.counts.forEach(this::add);
    }

    long of(RunCounter count) {
        return counts.getOrDefault(count, 0L);
    }

    /** Returns all counters in one line. */
    @Override
    public String toString() {
        return Arrays.stream(RunCounter.values())
                .map(count -> count.word() + "=" + of(count))
                .collect(Collectors.joining(" "));
    }
}
