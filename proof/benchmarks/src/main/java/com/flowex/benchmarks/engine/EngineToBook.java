package com.flowex.benchmarks.engine;

import com.flowex.benchmarks.book.FlowExBook;
import com.flowex.benchmarks.book.Workload;
import com.flowex.domain.RulesVersion;
import java.lang.management.ManagementFactory;
import java.util.Arrays;

/**
 * Speed of the whole engine as a share of its own book's: both play the same commands by turns, and both are measured by
 * the processor time of their thread.
 */
public final class EngineToBook {

    private EngineToBook() {}

    /**
     * Returns the median share of the rounds; 1 would be an engine without any cost beside its book.
     *
     * @param resting orders that rest in the book
     * @param commands commands of a round
     */
    public static double ratio(int resting, int commands, int rounds) {
        Workload workload = Workload.record(Workload.Shape.DENSE, resting, commands, 20_261_120);
        double[] ratios = new double[rounds];
        for (int round = -1; round < rounds; round++) {
            double ratio =
                    ApplyThroughput.throughput(workload, RulesVersion.NEWEST).perCpuSecond() / book(workload);
            if (round >= 0) {
                ratios[round] = ratio;
            }
        }
        Arrays.sort(ratios);
        return ratios[rounds / 2];
    }

    /** Returns million commands a second of processor time. */
    private static double book(Workload workload) {
        FlowExBook book = new FlowExBook();
        book.run(workload, 0, workload.filling());
        long began = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        book.run(workload, workload.filling(), workload.kinds.length);
        long nanos = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - began;
        return (workload.kinds.length - workload.filling()) * 1e3 / nanos;
    }
}
