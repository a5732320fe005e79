package com.flowex.simulator.injection.fault;

import com.flowex.simulator.history.ClientOperation;
import com.flowex.simulator.history.HistoryLine;
import com.flowex.simulator.history.LineType;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Longest times without an acknowledged command, by fault. */
public final class Outages {

    private Outages() {}

    /**
     * Returns the longest time between two acknowledged commands that overlaps a fault, by its kind, in nanoseconds.
     */
    public static Map<Fault, Long> longest(List<HistoryLine> history, List<FaultRecord> faults) {
        long[] done = history.stream()
                .filter(line -> line.type() == LineType.OK
                        && line.operation().isCommand()
                        && !(line.operation() instanceof ClientOperation.Deposit))
                .mapToLong(HistoryLine::timeNanos)
                .sorted()
                .toArray();
        Map<Fault, Long> longest = new EnumMap<>(Fault.class);
        for (FaultRecord fault : faults) {
            longest.merge(fault.fault(), longest(done, fault), Math::max);
        }
        return longest;
    }

    private static long longest(long[] done, FaultRecord fault) {
        long longest = 0;
        for (int i = 1; i < done.length; i++) {
            if (done[i] > fault.beginNanos() && done[i - 1] < fault.wellNanos()) {
                longest = Math.max(longest, done[i] - done[i - 1]);
            }
        }
        return longest;
    }
}
