package com.flowex.simulator.storm;

import com.flowex.simulator.history.Deed;
import com.flowex.simulator.history.HistoryLine;
import com.flowex.simulator.history.LineType;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Longest times without an acknowledged command, by fault. */
final class Outages {

    private Outages() {}

    /**
     * Returns the longest time between two acknowledged commands that overlaps a fault, by its kind, in nanoseconds.
     */
    static Map<Fault, Long> longest(List<HistoryLine> history, List<FaultRun> faults) {
        long[] done = history.stream()
                .filter(line ->
                        line.type() == LineType.OK && line.deed().isCommand() && !(line.deed() instanceof Deed.Deposit))
                .mapToLong(HistoryLine::timeNanos)
                .sorted()
                .toArray();
        Map<Fault, Long> longest = new EnumMap<>(Fault.class);
        for (FaultRun fault : faults) {
            longest.merge(fault.fault(), longest(done, fault), Math::max);
        }
        return longest;
    }

    private static long longest(long[] done, FaultRun fault) {
        long longest = 0;
        for (int i = 1; i < done.length; i++) {
            if (done[i] > fault.beginNanos() && done[i - 1] < fault.wellNanos()) {
                longest = Math.max(longest, done[i] - done[i - 1]);
            }
        }
        return longest;
    }
}
