package com.flowex.benchmarks.views;

import com.flowex.platform.Platform;
import com.flowex.platform.Settings;
import com.flowex.platform.projection.Projection;
import com.flowex.platform.projection.ProjectionRunner;
import com.flowex.platform.projection.ViewSchema;
import com.flowex.protocol.event.EventBatch;
import com.flowex.trading.view.TradingProjection;
import com.flowex.wallet.view.WalletProjection;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Benchmark of writing events to PostgreSQL, without the parts before the views.
 *
 * <p>Arguments: a directory for the data that does not exist yet, orders a round, accounts, orders a block, events a
 * second (0: as fast as they are taken). With a block of 1, orders are filled in the flush that accepted them; with one
 * of 20000 they are stored, changed and moved.
 */
public final class ViewsBenchmark {

    private static final PrintStream OUT = System.out;
    private static final Duration TIMEOUT = Duration.ofMinutes(5);
    private static final int ROUNDS = 3;

    private final Platform platform;
    private final int orders;
    private final int accounts;
    private final int block;
    private final long eventsPerSecond;

    private ViewsBenchmark(String[] arguments) {
        this.platform = Platform.open(Settings.of(Map.of("FLOWEX_DATA_DIR", arguments[0])));
        this.orders = Integer.parseInt(arguments[1]);
        this.accounts = Integer.parseInt(arguments[2]);
        this.block = Integer.parseInt(arguments[3]);
        this.eventsPerSecond = Long.parseLong(arguments[4]);
    }

    public static void main(String[] arguments) throws InterruptedException {
        ViewsBenchmark benchmark = new ViewsBenchmark(arguments);
        try (Platform _ = benchmark.platform) {
            Supplier<Projection> trading = TradingProjection::new;
            Supplier<Projection> wallet = WalletProjection::new;
            benchmark.empty();
            benchmark.run("trading", List.of(trading.get()));
            benchmark.run("wallet", List.of(wallet.get()));
            benchmark.empty();
            benchmark.run("both", List.of(trading.get(), wallet.get()));
        }
    }

    private void empty() {
        for (String schema : List.of("trading", "wallet")) {
            ViewSchema.drop(platform.database(), schema);
            platform.database().migrate(schema);
        }
    }

    private void run(String name, List<Projection> projections) throws InterruptedException {
        InMemoryTail tail = new InMemoryTail();
        List<ProjectionRunner> runners = new ArrayList<>();
        for (Projection projection : projections) {
            ProjectionRunner runner = new ProjectionRunner(platform, tail, projection);
            runner.start();
            runners.add(runner);
        }
        OrderEventGenerator day = new OrderEventGenerator(accounts, block);
        round(name + " morning", day.morning(), tail, runners);
        for (int i = 1; i <= ROUNDS; i++) {
            round(name + " " + i, day.orders(orders), tail, runners);
        }
        runners.forEach(ProjectionRunner::close);
    }

    private void round(String name, List<EventBatch> batches, InMemoryTail tail, List<ProjectionRunner> runners)
            throws InterruptedException {
        EventBatch last = batches.getLast();
        long end = last.lastSequence();
        long events = end - batches.getFirst().firstSequence() + 1;
        CpuTime before = CpuTime.now();
        long beginNanos = System.nanoTime();
        tail.start(batches, eventsPerSecond);
        for (ProjectionRunner runner : runners) {
            if (!runner.progress().await(end, TIMEOUT)) {
                throw new IllegalStateException(name + " does not get there");
            }
        }
        report(
                name,
                batches.size(),
                events,
                System.nanoTime() - beginNanos,
                CpuTime.now().since(before));
    }

    private static void report(String name, int commands, long events, long nanos, CpuTime cpu) {
        OUT.printf(
                Locale.ROOT,
                "%-16s events=%d events_per_second=%d commands_per_second=%d java_cores=%.2f postgres_cores=%.2f"
                        + " us_per_command=%.1f%n",
                name,
                events,
                events * 1_000_000_000L / nanos,
                commands * 1_000_000_000L / nanos,
                (double) cpu.javaNanos() / nanos,
                (double) cpu.postgresNanos() / nanos,
                (cpu.javaNanos() + cpu.postgresNanos()) / 1_000.0 / commands);
    }
}
