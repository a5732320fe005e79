package com.flowex.benchmarks.engine;

import com.flowex.benchmarks.book.Workload;
import com.flowex.domain.command.Command;
import com.sun.management.ThreadMXBean;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/**
 * Whole commands through the engine, with ledger, fees, risk, ids and events, on the workload of {@code ./flowex bench
 * book}: million commands a second of one thread, by the clock and by its own processor time (what the clock would say on
 * a quiet machine), the slowest commands, and bytes allocated for each.
 *
 * <p>Arguments: commands, rounds. A command's time includes reading the clock twice, about 50 ns; throughput is measured
 * without.
 */
public final class ApplyThroughput {

    private static final PrintStream OUT = System.out;
    private static final int[] RESTING = {1_000, 100_000};

    /** Commands made ahead: a burst. A node decodes each just before it is applied; many more would push the engine out of the cache. */
    private static final int CHUNK = 1_000;

    private ApplyThroughput() {}

    private record Round(double perSecond, double perCpuSecond, long bytesPerCommand) {}

    public static void main(String[] arguments) {
        int commands = Integer.parseInt(arguments[0]);
        int rounds = Integer.parseInt(arguments[1]);
        for (int resting : RESTING) {
            Workload workload = Workload.record(Workload.Shape.DENSE, resting, commands, 20_261_120);
            List<Round> played = new ArrayList<>();
            for (int round = -1; round < rounds; round++) {
                Round next = throughput(workload);
                if (round >= 0) {
                    played.add(next);
                }
            }
            played.sort(Comparator.comparingDouble(Round::perCpuSecond));
            Round median = played.get(rounds / 2);
            Histogram nanos = latencies(workload);
            OUT.printf(
                    Locale.ROOT,
                    "apply resting=%d million_commands_per_second=%.2f per_cpu_second=%.2f bytes_per_command=%d p50_ns=%d p99_ns=%d p99.9_ns=%d max_us=%d%n",
                    resting,
                    median.perSecond,
                    median.perCpuSecond,
                    median.bytesPerCommand,
                    nanos.getValueAtPercentile(50),
                    nanos.getValueAtPercentile(99),
                    nanos.getValueAtPercentile(99.9),
                    nanos.getMaxValue() / 1_000);
        }
    }

    /** Commands are made a chunk ahead and outside the measured time. */
    private static Round throughput(Workload workload) {
        WorkloadCommands source = new WorkloadCommands(workload);
        ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        Command[] chunk = new Command[CHUNK];
        long nanos = 0;
        long cpuNanos = 0;
        long allocated = 0;
        for (int from = 0; from < workload.kinds.length; from += CHUNK) {
            int count = source.fill(chunk, from);
            boolean isFilling = from < workload.filling();
            long bytesBefore = thread.getCurrentThreadAllocatedBytes();
            long cpuBefore = thread.getCurrentThreadCpuTime();
            long begin = System.nanoTime();
            source.apply(chunk, count);
            nanos += isFilling ? 0 : System.nanoTime() - begin;
            cpuNanos += isFilling ? 0 : thread.getCurrentThreadCpuTime() - cpuBefore;
            allocated += isFilling ? 0 : thread.getCurrentThreadAllocatedBytes() - bytesBefore;
        }
        source.check();
        int counted = workload.kinds.length - Math.ceilDiv(workload.filling(), CHUNK) * CHUNK;
        return new Round(counted * 1e3 / nanos, counted * 1e3 / cpuNanos, allocated / counted);
    }

    private static Histogram latencies(Workload workload) {
        WorkloadCommands source = new WorkloadCommands(workload);
        Histogram histogram = new Histogram(3);
        Command[] chunk = new Command[CHUNK];
        for (int from = 0; from < workload.kinds.length; from += CHUNK) {
            int count = source.fill(chunk, from);
            for (int i = 0; i < count; i++) {
                long begin = System.nanoTime();
                source.apply(chunk[i]);
                if (from >= workload.filling()) {
                    histogram.recordValue(System.nanoTime() - begin);
                }
            }
        }
        return histogram;
    }
}
