package com.flowex.cluster.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.cluster.stop.NodeRefusedException;
import com.flowex.cluster.tail.Checkpoint;
import com.flowex.cluster.tail.TailStoppedException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Loss and damage on the disk. Each test begins with a node that took a snapshot in the middle of 2,000 payments
 * and stopped as by a crash.
 */
@Timeout(600)
class DamageTest {
    private static final int PAYMENTS = 1_000;

    @TempDir
    private static Path folder;

    private static Path sample;
    private static List<Collector.Delivered> sampleHistory;

    @TempDir
    Path directory;

    private Path data;
    private List<Collector.Delivered> history;

    /** One directory for all tests, each of which damages a copy. */
    @BeforeAll
    static void run() {
        sample = folder.resolve("data");
        try (ClusterNode node = Started.on(sample)) {
            Asking.begin(node);
            Asking.payments(node, 1, PAYMENTS);
        }
        ClusterNode node = Started.on(sample);
        Collector tail = new Collector();
        node.openTail(Checkpoint.START, tail);
        sampleHistory =
                tail.await(Asking.payments(node, PAYMENTS + 1, PAYMENTS)).delivered();
        node.abandon();
    }

    @BeforeEach
    void copy() {
        data = Started.copy(sample, directory.resolve("data"));
        history = sampleHistory;
    }

    private Path eventSegment() {
        return Segments.first(data.resolve("events"));
    }

    private long positionBehindSnapshot() {
        return history.get(PAYMENTS + 100).behind().position();
    }

    private long positionBelowSnapshot() {
        return history.get(PAYMENTS - 100).behind().position();
    }

    private void assertHistoryIsWhole() {
        TestCore core = new TestCore();
        try (ClusterNode node = Started.on(data, core)) {
            Collector tail = new Collector();
            node.openTail(Checkpoint.START, tail);
            long last = Asking.payments(node, 10_000, 1);
            List<Collector.Delivered> now = tail.await(last).delivered();
            assertEquals(history, now.subList(0, history.size()));
            assertEquals(history.size() + 1, now.size());
        }
        assertEquals(PAYMENTS + 1, core.applied(), "began at the snapshot");
    }

    private String refusal() {
        return String.valueOf(
                assertThrows(NodeRefusedException.class, () -> Started.on(data).close())
                        .getMessage());
    }

    @Test
    void aLostTailOfTheEventLogIsDerivedAgainByteForByte() throws IOException {
        Segments.zero(eventSegment(), positionBehindSnapshot(), Segments.end(eventSegment()));
        assertHistoryIsWhole();
    }

    @Test
    void aTailOfTheEventLogLostInTheMiddleOfAMessageIsDerivedAgain() throws IOException {
        Segments.zero(eventSegment(), positionBehindSnapshot() + 64, Segments.end(eventSegment()));
        assertHistoryIsWhole();
    }

    @Test
    void theWholeEventLogIsDerivedAgainWhereThereIsNoSnapshot() throws IOException {
        Segments.deleteTree(data);
        ClusterNode node = Started.on(data);
        Asking.begin(node);
        Collector tail = new Collector();
        node.openTail(Checkpoint.START, tail);
        history = tail.await(Asking.payments(node, 1, PAYMENTS)).delivered();
        node.abandon();
        Segments.deleteTree(data.resolve("events"));
        try (ClusterNode again = Started.on(data)) {
            Collector derived = new Collector();
            again.openTail(Checkpoint.START, derived);
            assertEquals(
                    history,
                    derived.await(history.getLast().behind().sequence()).delivered());
        }
    }

    @Test
    void anEventLogLostBelowTheSnapshotIsNotPaperedOver() throws IOException {
        Segments.zero(eventSegment(), positionBelowSnapshot(), Segments.end(eventSegment()));
        assertTrue(refusal().contains("below the snapshot"), this::refusal);
    }

    /** Goal: even if nothing was recorded behind the snapshot, so that its catalog entry looks right. */
    @Test
    void anEventLogLostRightBeforeTheSnapshotIsNotPaperedOver() throws IOException {
        Started.on(data).close();
        Segments.zero(
                eventSegment(), history.get(history.size() - 2).behind().position(), Segments.end(eventSegment()));
        assertTrue(refusal().contains("below the snapshot"), this::refusal);
    }

    @Test
    void aMissingEventLogIsNotBegunAnewBehindASnapshot() throws IOException {
        Segments.deleteTree(data.resolve("events"));
        assertTrue(refusal().contains("below the snapshot"), this::refusal);
    }

    @Test
    void anEventThatIsDerivedDifferentlyStopsTheNode() throws IOException {
        Segments.flip(eventSegment(), positionBehindSnapshot() + 100);
        assertTrue(refusal().contains("differ from the recorded ones"), this::refusal);
    }

    /** Goal: events that the log knows nothing of are found. Method: the log of yesterday, the events of today. */
    @Test
    void anEventLogAheadOfTheLogStopsTheNode() throws IOException {
        Path yesterday = Started.copy(data, directory.resolve("yesterday"));
        ClusterNode node = Started.on(data);
        Asking.payments(node, 20_000, 100);
        node.abandon();
        for (String part : List.of("log", "cluster")) {
            Segments.deleteTree(data.resolve(part));
            Started.copy(yesterday.resolve(part), data.resolve(part));
        }
        assertTrue(refusal().contains("the log has lost its end"), this::refusal);
    }

    @Test
    void aTailStopsWhereTheEventLogCannotBeRead() throws IOException {
        Segments.zero(eventSegment(), positionBelowSnapshot(), positionBelowSnapshot() + 4_096);
        try (ClusterNode node = Started.on(data)) {
            Collector tail = new Collector();
            node.openTail(Checkpoint.START, tail);
            assertTrue(String.valueOf(tail.awaitStopped().getMessage()).contains("cannot be read behind event"));
            int delivered = tail.delivered().size();
            assertTrue(delivered <= PAYMENTS - 100 + 1);
            assertEquals(history.subList(0, delivered), tail.delivered());
        }
    }

    @Test
    void invalidCheckpointStopsItsTail() {
        Checkpoint there = history.get(10).behind();
        try (ClusterNode node = Started.on(data)) {
            for (Checkpoint wrong : List.of(
                    new Checkpoint(there.sequence() + 1, there.position()),
                    new Checkpoint(there.sequence(), there.position() + 32),
                    new Checkpoint(there.sequence(), 1L << 40))) {
                Collector tail = new Collector();
                node.openTail(wrong, tail);
                assertEquals(TailStoppedException.class, tail.awaitStopped().getClass());
                assertEquals(List.of(), tail.delivered());
            }
        }
    }
}
