package com.flowex.benchmarks.engine;

import com.flowex.benchmarks.book.Workload;
import com.flowex.domain.RulesVersion;
import com.flowex.domain.command.Command;
import com.sun.management.ThreadMXBean;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/**
 * Throughput of whole commands through the engine, with ledger, fees, risk, ids and events. The workload is that of
 * {@code ./flowex bench book}, under each of some rules. It reports million commands a second of one
 * thread, by the clock and by its own processor time (the rate on a quiet machine). It also reports the slowest
 * commands, and bytes allocated for each.
 *
 * <p>Arguments: commands, rounds, rules such as {@code 10,16}; the first and the newest rules if not given. A command's
 * time includes reading the clock twice, about 50 ns; throughput is measured without that.
 */
public final class ApplyThroughput {

    private static final PrintStream OUT = System.out;
    private static final int[] RESTING = {1_000, 100_000};

    /**
     * Number of commands made ahead: a burst. A node decodes each just before it is applied; many more would push the
     * engine out of the cache.
     */
    private static final int CHUNK = 1_000;

    private ApplyThroughput() {}

    record Round(double perSecond, double perCpuSecond, long bytesPerCommand) {}

    public static void main(String[] arguments) {
        int commands = Integer.parseInt(arguments[0]);
        int rounds = Integer.parseInt(arguments[1]);
        int[] rules = arguments.length > 2
                ? Arrays.stream(arguments[2].split(","))
                        .mapToInt(Integer::parseInt)
                        .toArray()
                : new int[] {RulesVersion.FIRST, RulesVersion.NEWEST};
        for (int resting : RESTING) {
            measure(Workload.record(Workload.Shape.DENSE, resting, commands, 20_261_120), resting, rounds, rules);
        }
    }

    /** @param compared run alternately in each round, so that other load of the machine affects all */
    private static void measure(Workload workload, int resting, int rounds, int[] compared) {
        Map<Integer, List<Round>> played = new TreeMap<>();
        for (int round = -1; round < rounds; round++) {
            for (int rules : compared) {
                Round next = throughput(workload, rules);
                if (round >= 0) {
                    played.computeIfAbsent(rules, _ -> new ArrayList<>()).add(next);
                }
            }
        }
        played.forEach((rules, all) -> report(resting, rules, all, latencies(workload, rules)));
    }

    private static void report(int resting, int rules, List<Round> played, Histogram nanos) {
        played.sort(Comparator.comparingDouble(Round::perCpuSecond));
        Round median = played.get(played.size() / 2);
        OUT.printf(
                Locale.ROOT,
                "apply resting=%d rules=%d million_commands_per_second=%.2f per_cpu_second=%.2f bytes_per_command=%d p50_ns=%d p99_ns=%d p99.9_ns=%d max_us=%d%n",
                resting,
                rules,
                median.perSecond,
                median.perCpuSecond,
                median.bytesPerCommand,
                nanos.getValueAtPercentile(50),
                nanos.getValueAtPercentile(99),
                nanos.getValueAtPercentile(99.9),
                nanos.getMaxValue() / 1_000);
    }

    /** Measures throughput; commands are made a chunk ahead, outside the measured time. */
    static Round throughput(Workload workload, int rules) {
        WorkloadCommands source = new WorkloadCommands(workload, rules);
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

    private static Histogram latencies(Workload workload, int rules) {
        WorkloadCommands source = new WorkloadCommands(workload, rules);
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
