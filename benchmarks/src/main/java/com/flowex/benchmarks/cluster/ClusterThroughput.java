package com.flowex.benchmarks.cluster;

import com.flowex.cluster.client.ExchangeClient;
import com.flowex.cluster.client.Outcome;
import com.flowex.cluster.node.ClusterNode;
import com.flowex.cluster.settings.ClusterConfig;
import com.flowex.cluster.tail.BatchConsumer;
import com.flowex.cluster.tail.Checkpoint;
import com.flowex.domain.command.Command;
import com.flowex.protocol.EventBatch;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * Orders through the fsynced log: every virtual thread places one order, waits for its outcome and places the next.
 *
 * <p>Arguments: a directory for the data that does not exist yet, orders, how many are in flight, how many tails follow,
 * seconds to do nothing at the end.
 */
public final class ClusterThroughput {
    private static final PrintStream OUT = System.out;

    private final ExchangeClient client;
    private final AtomicLong next = new AtomicLong();
    private final AtomicLong accepted = new AtomicLong();
    private final AtomicLong others = new AtomicLong();
    private volatile Histogram latencies = new ConcurrentHistogram(3);

    private ClusterThroughput(ExchangeClient client) {
        this.client = client;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path directory = Path.of(arguments[0]);
        long orders = Long.parseLong(arguments[1]);
        int inFlight = Integer.parseInt(arguments[2]);
        int tails = Integer.parseInt(arguments[3]);
        long idleSeconds = Long.parseLong(arguments[4]);
        long begin = System.nanoTime();
        try (ClusterNode node = ClusterNode.start(config(directory))) {
            OUT.printf(Locale.ROOT, "ready_ms=%d%n", (System.nanoTime() - begin) / 1_000_000);
            List<CountingTail> counting = new ArrayList<>();
            for (int i = 0; i < tails; i++) {
                CountingTail tail = new CountingTail();
                counting.add(tail);
                node.openTail(Checkpoint.START, tail);
            }
            ClusterThroughput load = new ClusterThroughput(node.client());
            FundedMarket.beginning().forEach(load::submit);
            load.round("warm-up", orders / 2, inFlight);
            load.round("measured", orders, inFlight);
            load.round("one at a time", Math.min(orders, 2_000), 1);
            load.steady(Integer.getInteger("rate", 10_000), Integer.getInteger("seconds", 0));
            counting.forEach(tail -> OUT.println("tail_sequence=" + tail.sequence));
            idle(idleSeconds);
            begin = System.nanoTime();
        }
        OUT.printf(Locale.ROOT, "close_ms=%d%n", (System.nanoTime() - begin) / 1_000_000);
    }

    private static ClusterConfig config(Path directory) {
        return ClusterConfig.at(directory).withCommandsPerSnapshot(Long.getLong("commandsPerSnapshot", 5_000_000));
    }

    private void submit(Command command) {
        if (client.submit(command).join() instanceof Outcome.Accepted) {
            accepted.incrementAndGet();
        } else {
            others.incrementAndGet();
        }
    }

    private void round(String name, long orders, int inFlight) throws InterruptedException {
        latencies = new ConcurrentHistogram(3);
        accepted.set(0);
        others.set(0);
        long end = next.get() + orders;
        long cpu = cpuNanos();
        long begin = System.nanoTime();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < inFlight; i++) {
            threads.add(Thread.startVirtualThread(() -> placeUntil(end)));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        next.set(end);
        double seconds = (System.nanoTime() - begin) / 1e9;
        OUT.printf(
                Locale.ROOT,
                "%s: in_flight=%d accepted=%d others=%d %.0f orders/s p50_us=%d p99_us=%d p999_us=%d max_us=%d cores=%.2f%n",
                name,
                inFlight,
                accepted.get(),
                others.get(),
                accepted.get() / seconds,
                micros(50),
                micros(99),
                micros(99.9),
                micros(100),
                (cpuNanos() - cpu) / 1e9 / seconds);
    }

    /** Orders at a fixed rate; a latency counts from the moment the order was due. */
    private void steady(int ordersPerSecond, int seconds) {
        latencies = new ConcurrentHistogram(3);
        long cpu = cpuNanos();
        long begin = System.nanoTime();
        long count = (long) ordersPerSecond * seconds;
        for (long i = 0; i < count; i++) {
            long due = begin + i * 1_000_000_000L / ordersPerSecond;
            while (due - System.nanoTime() > 0) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            client.submit(FundedMarket.order(next.getAndIncrement()))
                    .thenRun(() -> latencies.recordValue(System.nanoTime() - due))
                    .isDone();
        }
        if (seconds > 0) {
            OUT.printf(
                    Locale.ROOT,
                    "steady: rate=%d p50_us=%d p99_us=%d p999_us=%d max_us=%d cores=%.2f%n",
                    ordersPerSecond,
                    micros(50),
                    micros(99),
                    micros(99.9),
                    micros(100),
                    (cpuNanos() - cpu) / 1e9 / seconds);
        }
    }

    private long micros(double percentile) {
        return latencies.getValueAtPercentile(percentile) / 1_000;
    }

    private void placeUntil(long end) {
        long number = next.getAndIncrement();
        while (number < end) {
            Command order = FundedMarket.order(number);
            long begin = System.nanoTime();
            submit(order);
            latencies.recordValue(System.nanoTime() - begin);
            number = next.getAndIncrement();
        }
    }

    private static void idle(long seconds) throws InterruptedException {
        if (seconds > 0) {
            Thread.sleep(2_000);
            long cpu = cpuNanos();
            // Sleeping is what is measured: what the node costs while nobody asks anything of it.
            Thread.sleep(seconds * 1_000);
            OUT.printf(Locale.ROOT, "idle: %.2f %% of one core%n", (cpuNanos() - cpu) / 1e7 / seconds);
        }
    }

    private static long cpuNanos() {
        return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos();
    }

    /** Follows and counts. */
    private static final class CountingTail implements BatchConsumer {
        private volatile long sequence;

        @Override
        public void on(EventBatch batch, long endPosition) {
            sequence = batch.lastSequence();
        }

        @Override
        public boolean hasRoom() {
            return true;
        }

        @Override
        public void idle() {}

        @Override
        public void stopped(Throwable why) {
            OUT.println("tail stopped: " + why);
        }
    }
}
