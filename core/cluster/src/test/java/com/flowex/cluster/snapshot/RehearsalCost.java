package com.flowex.cluster.snapshot;

import com.flowex.cluster.reducer.StateMachine;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Gain by {@link SnapshotWarmUp}: processor time that the engine's thread spends on the first snapshots of a process. A busy machine
 * measures the same. Arguments: {@code with} or {@code without}, accounts.
 */
public final class RehearsalCost {
    private static final PrintStream OUT = System.out;
    private static final int SNAPSHOTS = 3;

    private RehearsalCost() {}

    public static void main(String[] arguments) {
        StateMachine core = SnapshotWarmUp.exchange(Integer.parseInt(arguments[1]));
        if (arguments[0].equals("with")) {
            SnapshotWarmUp.run();
        }
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        int[] records = new int[1];
        for (int i = 0; i < SNAPSHOTS; i++) {
            long begin = threads.getCurrentThreadCpuTime();
            SnapshotWarmUp.toNowhere(core);
            long nanos = threads.getCurrentThreadCpuTime() - begin;
            OUT.printf(Locale.ROOT, "%s: %d ms%n", arguments[0], TimeUnit.NANOSECONDS.toMillis(nanos));
        }
        core.writeState(_ -> records[0]++);
        OUT.printf(Locale.ROOT, "records=%d%n", records[0]);
    }
}
