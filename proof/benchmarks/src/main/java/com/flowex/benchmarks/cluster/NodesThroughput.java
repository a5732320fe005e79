package com.flowex.benchmarks.cluster;

import com.flowex.benchmarks.process.LocalPorts;
import com.flowex.cluster.client.Outcome;
import com.flowex.cluster.remote.RemoteExchange;
import com.flowex.cluster.settings.MemberList;
import com.flowex.cluster.settings.RemoteConfig;
import com.flowex.domain.command.AdvanceTime;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * {@code ./flowex bench nodes}: three nodes, each a process with its own log on this machine, and one client. It
 * measures the orders a second that are on the disks of a majority. It also measures the longest time without an answer
 * after the leader is killed. Finally it measures the time to the first answer after all nodes were killed, from the
 * log alone and from a snapshot.
 */
public final class NodesThroughput {
    private static final PrintStream OUT = System.out;
    private static final int NODES = 3;
    private static final int IN_FLIGHT = 512;
    private static final int KILLS = 5;
    private static final long KILL_AFTER_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final long WATCHED_NANOS = TimeUnit.SECONDS.toNanos(12);
    private static final long ORDER_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    private final Path directory;
    private final String list;
    private final List<NodeProcess> nodes = new ArrayList<>();

    private NodesThroughput(Path directory, String list) {
        this.directory = directory;
        this.list = list;
    }

    /**
     * Runs the benchmark. Arguments: the folder of FlowEx's files, a directory for the data that does not exist yet,
     * orders.
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        NodesThroughput bench = new NodesThroughput(Path.of(arguments[1]).toAbsolutePath(), LocalPorts.here(NODES));
        try {
            bench.run(Path.of(arguments[0]).toAbsolutePath(), Long.parseLong(arguments[2]));
        } finally {
            bench.nodes.forEach(NodeProcess::close);
        }
    }

    private void run(Path root, long orders) throws IOException, InterruptedException {
        for (int id = 0; id < NODES; id++) {
            nodes.add(new NodeProcess(root, directory, list, id));
        }
        long events;
        try (RemoteExchange exchange = connect("first")) {
            OrderLoad load = new OrderLoad(exchange.client());
            load.begin();
            load.round("warm-up", orders / 4, IN_FLIGHT);
            load.round("three nodes", orders, IN_FLIGHT);
            load.round("three nodes, one at a time", Math.min(orders, 2_000), 1);
            for (int kill = 0; kill < KILLS; kill++) {
                killLeader(exchange, load);
            }
            events = load.lastSequence();
        }
        recover("from the log", events);
        // A leader knows itself a moment after it answers.
        for (NodeProcess node : nodes) {
            node.awaitReady();
        }
        for (NodeProcess node : nodes) {
            if (node.takesSnapshot()) {
                recover("from a snapshot", events);
                return;
            }
        }
        OUT.println("no node took a snapshot");
    }

    private RemoteExchange connect(String name) {
        return RemoteExchange.connect(
                new RemoteConfig(
                        directory.resolve("client-" + name),
                        MemberList.parse(list),
                        "localhost",
                        1 << 14,
                        Duration.ofSeconds(5),
                        Optional.empty()),
                () -> false);
    }

    /** Sends an order every two milliseconds, independent of earlier answers, and kills the leader. */
    private void killLeader(RemoteExchange exchange, OrderLoad load) throws IOException, InterruptedException {
        int leader = exchange.leader();
        AtomicLong longest = new AtomicLong();
        AtomicLong last = new AtomicLong(System.nanoTime());
        AtomicLong others = new AtomicLong();
        long begin = System.nanoTime();
        boolean isKilled = false;
        while (System.nanoTime() - begin < WATCHED_NANOS) {
            if (!isKilled && System.nanoTime() - begin > KILL_AFTER_NANOS) {
                isKilled = true;
                nodes.get(leader).kill();
            }
            exchange.client()
                    .submit(load.order())
                    .thenAccept(outcome -> {
                        if (outcome instanceof Outcome.Accepted) {
                            long now = System.nanoTime();
                            longest.accumulateAndGet(now - last.getAndSet(now), Math::max);
                        } else {
                            others.incrementAndGet();
                        }
                    })
                    .isDone();
            LockSupport.parkNanos(ORDER_EVERY_NANOS);
        }
        long silent = Math.max(longest.get(), System.nanoTime() - last.get());
        OUT.printf(
                Locale.ROOT,
                "leader killed: node=%d then=%d longest_without_an_answer_ms=%d unknown_or_refused=%d%n",
                leader,
                exchange.leader(),
                silent / 1_000_000,
                others.get());
        nodes.get(leader).startAgain();
        nodes.get(leader).awaitReady();
    }

    /** Kills and restarts all nodes; measures until a client, started at the same time, has its first answer. */
    private void recover(String subject, long events) throws IOException, InterruptedException {
        long resident = 0;
        for (NodeProcess node : nodes) {
            resident = Math.max(resident, node.residentBytes());
        }
        for (NodeProcess node : nodes) {
            node.kill();
        }
        long begin = System.nanoTime();
        for (NodeProcess node : nodes) {
            node.startAgain();
        }
        try (RemoteExchange exchange = connect(subject.replace(' ', '-'))) {
            Outcome answer = exchange.client().submit(AdvanceTime.ADVANCE_TIME).join();
            OUT.printf(
                    Locale.ROOT,
                    "recovery %s: events=%d first_answer_ms=%d answer=%s resident_before_mb=%d%n",
                    subject,
                    events,
                    (System.nanoTime() - begin) / 1_000_000,
                    answer.getClass().getSimpleName(),
                    resident >> 20);
        }
    }
}
