package com.flowex.cluster.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.cluster.archive.ArchiveFolder;
import com.flowex.cluster.archive.EventHistoryReader;
import com.flowex.cluster.client.Outcome;
import com.flowex.cluster.disk.RecordingFile;
import com.flowex.cluster.disk.RecordingLogFile;
import com.flowex.cluster.remote.RemoteExchange;
import com.flowex.cluster.repair.LogVerifier;
import com.flowex.cluster.repair.NodeBackup;
import com.flowex.cluster.repair.NodeSeed;
import com.flowex.cluster.tail.BatchConsumer;
import com.flowex.cluster.tail.Checkpoint;
import com.flowex.domain.command.Command;
import com.flowex.domain.command.PostTransferChain;
import com.flowex.protocol.event.EventBatch;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Several nodes whose logs are cut: who lacks what was cut begins with a copy of the one that leads. */
@Tag("process")
@Timeout(600)
@EnabledIfSystemProperty(named = "flowex.full", matches = "true")
class CutNodesTest {
    private static final int AT_ONCE = 50;

    @TempDir
    private Path directory;

    private long next = 1;
    private long last;

    /** Counts its events; the tail itself checks that nothing is missing or doubled. */
    private record Counter(long until, CompletableFuture<Long> done) implements BatchConsumer {
        @Override
        public void on(EventBatch batch, long endPosition) {
            if (batch.lastSequence() >= until) {
                done.complete(until);
            }
        }

        @Override
        public void idle() {
            // It waits for an event.
        }

        @Override
        public void stopped(Throwable why) {
            done.completeExceptionally(why);
        }
    }

    private void pay(RemoteExchange exchange) {
        List<Command> commands = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            commands.add(TestMarket.payments(next, PostTransferChain.STEPS_MAX));
            next += PostTransferChain.STEPS_MAX;
        }
        List<CompletableFuture<Outcome>> promises =
                commands.stream().map(exchange.client()::submit).toList();
        for (int i = 0; i < promises.size(); i++) {
            Outcome outcome = promises.get(i).orTimeout(2, TimeUnit.MINUTES).join();
            if (isUnanswered(outcome)) {
                outcome = answered(exchange, commands.get(i));
            }
            if (outcome instanceof Outcome.Accepted accepted) {
                last = Math.max(last, accepted.lastSequence());
            }
        }
    }

    /** Asks again until it is known; a slow machine may hold elections at any time. */
    private static Outcome answered(RemoteExchange exchange, Command command) {
        Outcome[] outcome = new Outcome[1];
        Waiting.until(() -> {
            outcome[0] = Asking.outcome(exchange, command);
            return !isUnanswered(outcome[0]);
        });
        return outcome[0];
    }

    private static boolean isUnanswered(Outcome outcome) {
        return outcome instanceof Outcome.Unknown || outcome instanceof Outcome.Overloaded;
    }

    private static long logBegin(Path node) {
        try {
            return RecordingFile.firstSegment(
                    node.resolve("log"),
                    Math.max(0, RecordingLogFile.read(node.resolve("cluster")).log()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void seed(Path from, Path to) throws IOException {
        ByteArrayOutputStream copy = new ByteArrayOutputStream();
        NodeBackup.write(from, copy);
        assertTrue(NodeSeed.receive(to, new ByteArrayInputStream(copy.toByteArray())) > 0);
    }

    /** Each event follows on the one before, from the archive and a node's files. */
    private long lastRead(ArchiveFolder archive, int id, long after) {
        long[] read = {after};
        try {
            new EventHistoryReader(directory.resolve("exchange" + id), Optional.of(archive)).read(after, (batch, _) -> {
                assertTrue(batch.firstSequence() <= read[0] + 1, () -> "a gap behind event " + read[0]);
                read[0] = batch.lastSequence();
                return true;
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return read[0];
    }

    /**
     * Goal: the disks of several nodes do not grow with age either, and a node that was away for longer than the others keep, or whose disk was
     * emptied, is one of them again. Method: one is killed; payments until the others have cut their logs; then it is given a copy of the one
     * that leads, and the others are killed by turns, so that it is needed.
     */
    @Test
    void nodeBehindTheCutLogStartsWithACopy() throws Exception {
        ArchiveFolder archive = new ArchiveFolder(directory.resolve("archive"));
        try (ThreeNodes nodes = new ThreeNodes(directory, 500, Optional.of(directory.resolve("archive")));
                RemoteExchange exchange = nodes.connect("edge")) {
            TestMarket.beginning().forEach(command -> answered(exchange, command));
            pay(exchange);
            int leader = exchange.leader();
            int away = (leader + 1) % ThreeNodes.COUNT;
            int other = ThreeNodes.COUNT - leader - away;
            nodes.kill(away);
            long reach = NodeSeed.reach(nodes.data(away));
            while (logBegin(nodes.data(leader)) <= reach || logBegin(nodes.data(other)) <= reach) {
                pay(exchange);
            }

            // Without a copy it stops; what it could fetch is of no use to it.
            Segments.deleteTree(nodes.data(away));
            nodes.startAgain(away);
            Waiting.until(() -> nodes.printed(away).contains("stopped: "));
            assertEquals(0, NodeSeed.reach(nodes.data(away)));
            assertTrue(NodeSeed.isEmpty(nodes.data(away)));
            seed(nodes.data(leader), nodes.data(away));
            nodes.startAgain(away);
            nodes.awaitFollower(away);
            nodes.kill(leader);
            pay(exchange);
            Counter all = new Counter(last, new CompletableFuture<>());
            exchange.openTail(Checkpoint.START, all);
            assertEquals(last, all.done().orTimeout(120, TimeUnit.SECONDS).join());
            nodes.startAgain(leader);
            nodes.awaitFollower(leader);
            nodes.kill(other);
            pay(exchange);
            nodes.startAgain(other);
            nodes.awaitFollower(other);
            pay(exchange);
            Set<Long> digests = new HashSet<>();
            for (int id = 0; id < ThreeNodes.COUNT; id++) {
                int node = id;
                Path folder = Files.createDirectories(directory.resolve("exchange" + id));
                Files.createSymbolicLink(folder.resolve("node"), nodes.data(id));
                Waiting.until(() -> lastRead(archive, node, last - 1) == last);
            }
            for (int id = 0; id < ThreeNodes.COUNT; id++) {
                nodes.kill(id);
                assertEquals(last, lastRead(archive, id, 0));
                LogVerifier.Verdict verdict = LogVerifier.verify(nodes.data(id), _ -> {});
                assertEquals(0, verdict.mismatches());
                digests.add(verdict.digest());
            }
            assertEquals(1, digests.size());
        }
    }

    /** Goal: one of several, too, passes over a snapshot that turns out to be damaged, and says so. */
    @Test
    void clusterNodeSkipsADamagedSnapshot() throws Exception {
        try (ThreeNodes nodes = new ThreeNodes(directory, 50);
                RemoteExchange exchange = nodes.connect("edge")) {
            TestMarket.beginning().forEach(command -> answered(exchange, command));
            int follower = (exchange.leader() + 1) % ThreeNodes.COUNT;
            while (snapshots(nodes.data(follower)) < 2) {
                answered(exchange, TestMarket.payment(next++));
            }
            nodes.kill(follower);
            Path snapshot = Segments.snapshot(nodes.data(follower).resolve("log"));
            Segments.flip(snapshot, Segments.end(snapshot) / 2);
            nodes.startAgain(follower);
            nodes.awaitFollower(follower);
            assertTrue(nodes.printed(follower).contains("nothing is lost"), () -> nodes.printed(follower));
            answered(exchange, TestMarket.payment(next));
        }
    }

    private static int snapshots(Path node) {
        try {
            return RecordingLogFile.read(node.resolve("cluster")).snapshots().size();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
