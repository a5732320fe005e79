package com.flowex.benchmarks.cluster;

import com.flowex.cluster.client.Outcome;
import com.flowex.cluster.node.ClusterNode;
import com.flowex.cluster.settings.ClusterConfig;
import com.flowex.domain.command.Command;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Pause of the exchange during a snapshot. It creates accounts with one order each in the book, and then sends commands
 * one at a time while a snapshot is taken. The longest answer is the pause that a customer sees.
 *
 * <p>Arguments: a directory for the data that does not exist yet, accounts, seconds of commands one at a time.
 */
public final class SnapshotPause {
    private static final PrintStream OUT = System.out;
    private static final int IN_FLIGHT = 2_000;

    private final ClusterNode node;
    private final AtomicLong refused = new AtomicLong();
    private long next;

    private SnapshotPause(ClusterNode node, long first) {
        this.node = node;
        next = first;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        long accounts = Long.parseLong(arguments[1]);
        long nanos = Long.parseLong(arguments[2]) * 1_000_000_000L;
        long commands = FundedMarket.listing().size() + 3 * accounts;
        ClusterConfig config = ClusterConfig.at(Path.of(arguments[0])).withCommandsPerSnapshot(commands + 1_000);
        try (ClusterNode node = ClusterNode.start(config)) {
            SnapshotPause pause = new SnapshotPause(node, accounts);
            pause.submitAll(FundedMarket.listing().stream());
            pause.submitAll(LongStream.range(0, accounts).boxed().flatMap(FundedMarket::resting));
            pause.one("before", 900);
            pause.until("while a snapshot is taken", System.nanoTime() + nanos);
            OUT.printf(Locale.ROOT, "accounts=%d orders=%d refused=%d%n", accounts, accounts, pause.refused.get());
        }
    }

    private void submitAll(Stream<Command> commands) throws InterruptedException {
        Semaphore room = new Semaphore(IN_FLIGHT);
        commands.forEach(command -> {
            room.acquireUninterruptibly();
            var unused = node.client().submit(command).whenComplete((outcome, _) -> {
                if (!(outcome instanceof Outcome.Accepted)) {
                    refused.incrementAndGet();
                }
                room.release();
            });
        });
        room.acquire(IN_FLIGHT);
    }

    private void one(String name, int orders) {
        long longest = 0;
        for (int i = 0; i < orders; i++) {
            longest = Math.max(longest, answerNanos());
        }
        report(name, orders, longest);
    }

    private void until(String name, long end) {
        long longest = 0;
        int orders = 0;
        while (end - System.nanoTime() > 0) {
            longest = Math.max(longest, answerNanos());
            orders++;
        }
        report(name, orders, longest);
    }

    private long answerNanos() {
        long begin = System.nanoTime();
        if (!(node.client().submit(FundedMarket.deposit(next++)).join() instanceof Outcome.Accepted)) {
            refused.incrementAndGet();
        }
        return System.nanoTime() - begin;
    }

    private static void report(String name, int orders, long longest) {
        OUT.printf(Locale.ROOT, "%s: commands=%d longest_ms=%.1f%n", name, orders, longest / 1e6);
    }
}
