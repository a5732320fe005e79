package com.flowex.cluster.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.cluster.archive.ArchiveFolder;
import com.flowex.cluster.archive.EventHistoryReader;
import com.flowex.cluster.check.NodeInventory;
import com.flowex.cluster.client.Outcome;
import com.flowex.cluster.disk.CatalogFile;
import com.flowex.cluster.disk.RecordingFile;
import com.flowex.cluster.disk.RecordingLogFile;
import com.flowex.cluster.reducer.StateMachine;
import com.flowex.cluster.repair.LogVerifier;
import com.flowex.cluster.repair.NodeBackup;
import com.flowex.cluster.repair.NodeRepair;
import com.flowex.cluster.settings.ArchiveStore;
import com.flowex.cluster.settings.ClusterConfig;
import com.flowex.cluster.settings.RetentionSettings;
import com.flowex.cluster.stop.NodeRefusedException;
import com.flowex.cluster.tail.BatchConsumer;
import com.flowex.cluster.tail.Checkpoint;
import com.flowex.cluster.tail.EventTail;
import com.flowex.domain.command.PostTransferChain;
import com.flowex.protocol.event.EventBatch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** The part of the log that leaves the disk, and the part that is still there afterwards. */
@Timeout(600)
@EnabledIfSystemProperty(named = "flowex.full", matches = "true")
class CutLogTest {
    private static final int AT_ONCE = 100;

    @TempDir
    private Path directory;

    private long next = 1;
    private long last;

    /** Counts its events; the tail itself checks that nothing is missing or doubled. */
    private static final class Counter implements BatchConsumer {
        private final long until;
        private final CompletableFuture<Long> done = new CompletableFuture<>();

        Counter(long until) {
            this.until = until;
        }

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

        long await() {
            return done.orTimeout(2, TimeUnit.MINUTES).join();
        }
    }

    private Path data() {
        return directory.resolve("node");
    }

    private ClusterConfig config(ArchiveFolder archive) {
        return Started.config(data())
                .withCommandsPerSnapshot(500)
                .withRetention(new RetentionSettings(Optional.of(archive), 0));
    }

    private long beginOf(String part) {
        try {
            return Objects.requireNonNull(CatalogFile.read(data().resolve(part)).get(0L))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void pay(ClusterNode node) {
        List<CompletableFuture<Outcome>> promises = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            promises.add(node.client().submit(TestMarket.payments(next, PostTransferChain.STEPS_MAX)));
            next += PostTransferChain.STEPS_MAX;
        }
        for (CompletableFuture<Outcome> promise : promises) {
            Outcome outcome = promise.orTimeout(2, TimeUnit.MINUTES).join();
            last = assertInstanceOf(Outcome.Accepted.class, outcome).lastSequence();
        }
    }

    private static void readAll(ClusterNode node, long until) {
        read(node, Checkpoint.START, until);
    }

    /** @return where it stands behind that event */
    private static Checkpoint read(ClusterNode node, Checkpoint from, long until) {
        Counter counter = new Counter(until);
        try (EventTail tail = node.openTail(from, counter)) {
            assertEquals(until, counter.await());
            Waiting.until(() -> tail.checkpoint().sequence() >= until);
            return tail.checkpoint();
        }
    }

    /**
     * Goal: a node's disk does not grow with age, and nothing is lost by it. Method: payments until both recordings were cut; then
     * everything is asked of it that needed them: every event from the first on, a start, a start without its newest snapshot, a copy, and
     * the replay of what is left. A range that is no longer available is refused in one line.
     */
    @Test
    void cutLogIsInTheArchiveAndTheNodeContinues() throws IOException {
        ArchiveFolder archive = new ArchiveFolder(directory.resolve("archive"));
        archive.setGone(true);
        try (ClusterNode node = Started.with(config(archive), StateMachine.EXCHANGE)) {
            Asking.begin(node);
            pay(node);
            Checkpoint mark = read(node, Checkpoint.START, last);
            pay(node);
            long shown = last;
            while (node.upkeepImpairment().isEmpty()) {
                pay(node);
            }
            assertEquals("the store cannot be reached", node.upkeepImpairment());
            assertEquals(0, beginOf("events"), "what is not archived stays");
            archive.setGone(false);
            while (beginOf("events") == 0 || beginOf("log") == 0) {
                pay(node);
            }
            assertEquals("", node.upkeepImpairment());
            readAll(node, last);
            // A reader that asks for a moment of the past has a mark in the cut part, and reads on from there.
            long begin = System.nanoTime();
            read(node, mark, shown);
            System.out.println(
                    "proof: a stretch of the archive read in " + (System.nanoTime() - begin) / 1_000_000 + " ms");
            NodeBackup.copy(directory, directory.resolve("copy").resolve("node"));
        }
        assertFalse(Files.exists(data().resolve("events").resolve("0-0.rec")));
        assertFalse(Files.exists(data().resolve("log").resolve("0-0.rec")));
        long begin = RecordingFile.firstSegment(data().resolve("log"), 0);
        assertTrue(begin > 0);
        assertEquals(last, lastRead(Optional.of(archive), 0));
        assertEquals(last, lastRead(Optional.empty(), last - 1));
        assertThrows(IOException.class, () -> lastRead(Optional.empty(), 0));
        assertEquals(0, LogVerifier.verify(directory, _ -> {}).mismatches());
        assertTrue(NodeInventory.of(directory).problems().isEmpty());
        assertTrue(NodeInventory.of(directory.resolve("copy")).problems().isEmpty());
        assertEquals(0, LogVerifier.verify(directory.resolve("copy"), _ -> {}).mismatches());

        try (ClusterNode node = Started.with(config(archive), StateMachine.EXCHANGE)) {
            assertEquals(last, node.recoveredSequence());
            pay(node);
            readAll(node, last);
            node.abandon();
        }
        Segments.flip(Segments.snapshot(data().resolve("log")), 5_000);
        try (ClusterNode node = Started.with(config(archive), StateMachine.EXCHANGE)) {
            assertEquals(last, node.recoveredSequence());
            node.abandon();
        }
        NodeRefusedException cut =
                assertThrows(NodeRefusedException.class, () -> NodeRepair.rebuildEvents(directory, _ -> {}));
        assertTrue(message(cut).contains("was cut before byte " + begin), () -> message(cut));

        try (ClusterNode node = Started.with(Started.config(data()), StateMachine.EXCHANGE)) {
            Counter counter = new Counter(last);
            try (EventTail _ = node.openTail(Checkpoint.START, counter)) {
                Throwable none = assertThrows(RuntimeException.class, counter::await);
                assertTrue(message(none).contains("FLOWEX_ARCHIVE_TO names none"), () -> message(none));
            }
        }
        Path cluster = data().resolve("cluster");
        Files.write(
                cluster.resolve("recording.log"), RecordingLogFile.read(cluster).withoutSnapshots());
        NodeRefusedException none =
                assertThrows(NodeRefusedException.class, () -> Started.with(config(archive), StateMachine.EXCHANGE));
        assertTrue(message(none).contains("no snapshot goes on from there"), () -> message(none));
    }

    /** Each event follows on the one before; from the archive and the files. */
    private long lastRead(Optional<ArchiveStore> archive, long after) throws IOException {
        long[] read = {after};
        new EventHistoryReader(directory, archive).read(after, (batch, _) -> {
            assertTrue(batch.firstSequence() <= read[0] + 1, () -> "a gap behind event " + read[0]);
            read[0] = batch.lastSequence();
            return true;
        });
        return read[0];
    }

    private static String message(Throwable why) {
        return String.valueOf(why.getMessage());
    }
}
