package com.flowex.benchmarks.cluster;

import com.flowex.cluster.client.ExchangeClient;
import com.flowex.cluster.client.Outcome;
import com.flowex.domain.command.Command;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** Load of orders through a log: each virtual thread places one order, waits for its outcome and places the next. */
final class OrderLoad {
    private static final PrintStream OUT = System.out;

    private final ExchangeClient client;
    private final AtomicLong next = new AtomicLong();
    private final AtomicLong accepted = new AtomicLong();
    private final AtomicLong others = new AtomicLong();
    private final AtomicLong lastSequence = new AtomicLong();
    private volatile Histogram latencies = new ConcurrentHistogram(3);

    OrderLoad(ExchangeClient client) {
        this.client = client;
    }

    /** Creates the market and its accounts for all rounds. */
    void begin() {
        FundedMarket.beginning().forEach(this::submit);
    }

    /** Returns the number of the last event in an answer. */
    long lastSequence() {
        return lastSequence.get();
    }

    /** Returns a new order. */
    Command order() {
        return FundedMarket.order(next.getAndIncrement());
    }

    private void submit(Command command) {
        if (client.submit(command).join() instanceof Outcome.Accepted answer) {
            accepted.incrementAndGet();
            lastSequence.accumulateAndGet(answer.lastSequence(), Math::max);
        } else {
            others.incrementAndGet();
        }
    }

    /** Places orders, a fixed number of them in flight. */
    void round(String name, long orders, int inFlight) throws InterruptedException {
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

    /** Places orders at a fixed rate; a latency counts from the moment the order was due. */
    void steady(int ordersPerSecond, int seconds) {
        latencies = new ConcurrentHistogram(3);
        long cpu = cpuNanos();
        long begin = System.nanoTime();
        long count = (long) ordersPerSecond * seconds;
        for (long i = 0; i < count; i++) {
            long due = begin + i * 1_000_000_000L / ordersPerSecond;
            while (due - System.nanoTime() > 0) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            client.submit(order())
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

    /** Returns the processor time of this process so far. */
    static long cpuNanos() {
        return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos();
    }
}
