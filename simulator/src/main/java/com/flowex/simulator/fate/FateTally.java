package com.flowex.simulator.fate;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Counters of a run. */
final class FateTally {
    private final Map<Count, Long> counts = new EnumMap<>(Count.class);

    void add(Count count) {
        add(count, 1);
    }

    void add(Count count, long times) {
        counts.merge(count, times, Long::sum);
    }

    void add(FateTally other) {
        other.counts.forEach(this::add);
    }

    long of(Count count) {
        return counts.getOrDefault(count, 0L);
    }

    /** Returns all counters in one line. */
    @Override
    public String toString() {
        return Arrays.stream(Count.values())
                .map(count -> count.word() + "=" + of(count))
                .collect(Collectors.joining(" "));
    }
}
