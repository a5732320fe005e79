package com.flowex.cluster.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.cluster.check.NodeInventory;
import com.flowex.cluster.repair.LogVerifier;
import com.flowex.cluster.repair.NodeRepair;
import com.flowex.cluster.stop.NodeRefusedException;
import com.flowex.cluster.tail.Checkpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Damage that a start used to meet with a loop or a dead end, and what an operator may decide. Each test begins with a copy
 * of one directory: two snapshots, payments before, between and behind them, left as by a crash.
 */
@Timeout(600)
class NodeRepairTest {
    private static final int PAYMENTS = 400;

    @TempDir
    private static Path folder;

    private static Path sample;
    private static List<Collector.Delivered> history;

    @TempDir
    private Path directory;

    private Path data;
    private Path log;
    private Path events;

    @BeforeAll
    static void run() {
        sample = folder.resolve("data");
        try (ClusterNode node = Started.on(sample)) {
            Asking.begin(node);
            Asking.payments(node, 1, PAYMENTS);
        }
        try (ClusterNode node = Started.on(sample)) {
            Asking.payments(node, PAYMENTS + 1, PAYMENTS);
        }
        ClusterNode node = Started.on(sample);
        Collector tail = new Collector();
        node.openTail(Checkpoint.START, tail);
        history = tail.await(Asking.payments(node, 2 * PAYMENTS + 1, PAYMENTS)).delivered();
        node.abandon();
    }

    @BeforeEach
    void copy() {
        data = Started.copy(sample, directory.resolve("data"));
        log = Segments.first(data.resolve("log"));
        events = Segments.first(data.resolve("events"));
    }

    private String refusal() {
        return String.valueOf(
                assertThrows(NodeRefusedException.class, () -> Started.on(data).close())
                        .getMessage());
    }

    /** @return number of commands that were applied again */
    private int assertHistoryUpTo(long sequence) {
        TestCore core = new TestCore();
        try (ClusterNode node = Started.on(data, core)) {
            int applied = core.applied();
            assertEquals(sequence, node.recoveredSequence());
            Collector tail = new Collector();
            node.openTail(Checkpoint.START, tail);
            long last = Asking.payments(node, 100_000, 1);
            List<Collector.Delivered> now = tail.await(last).delivered();
            List<Collector.Delivered> before = history.stream()
                    .filter(each -> each.behind().sequence() <= sequence)
                    .toList();
            assertEquals(before, now.subList(0, before.size()));
            assertEquals(before.size() + 1, now.size());
            return applied;
        }
    }

    private long lastSequence() {
        return history.getLast().behind().sequence();
    }

    /** Where the log goes on behind the last but this many of the commands. */
    private long logPosition(int fromEnd) {
        return history.get(history.size() - 1 - fromEnd).batch().logPosition();
    }

    /** D5: a cluster whose log is shorter than its snapshot tries for ever. */
    @Test
    void aLogCutBelowItsNewestSnapshotIsRefusedWithBothNumbers() throws IOException {
        long cut = logPosition(PAYMENTS + 50);
        Segments.zero(log, cut, Segments.end(log));
        String why = refusal();
        assertTrue(why.contains("can be read up to byte " + cut + " and went to byte "), why);
        assertTrue(why.contains("./flowex doctor " + data + " --accept-older-log"), why);
        assertEquals(why, refusal(), "nothing was changed");
    }

    /** D5 and D2: what is left counts once the operator says so, and nothing is thrown away. */
    @Test
    void cutLogIsUsedWhenTheOperatorAcceptsIt() throws IOException {
        int lost = PAYMENTS + 50;
        Segments.zero(log, logPosition(lost), Segments.end(log));
        long kept = history.get(history.size() - 1 - lost).behind().sequence();

        List<String> messages = new ArrayList<>();
        NodeRepair.Settled settled = NodeRepair.acceptOlderLog(data, messages::add);

        assertEquals(kept, settled.sequence());
        assertTrue(messages.stream().anyMatch(line -> line.contains("that the log does not give")), messages::toString);
        assertTrue(
                messages.stream().noneMatch(line -> line.startsWith("mismatch")),
                "what is cut off is no fault: " + messages);
        assertTrue(Files.exists(settled.evidence().resolve("events/0-0.rec")));
        assertTrue(assertHistoryUpTo(kept) > 0);
    }

    /** D2: the catalog knows where a log ended that was closed in order, also where no snapshot does. */
    @Test
    void aLogThatWasClosedInOrderAndLostItsEndIsRefused() throws IOException {
        long end = Segments.end(log);
        Segments.zero(log, logPosition(10), end);
        String why = refusal();
        assertTrue(why.contains("up to byte " + logPosition(10) + " and went to byte " + end), why);
    }

    @Test
    void aLogWhoseFileIsGoneIsRefused() throws IOException {
        Files.delete(log);
        assertTrue(refusal().contains("the log has lost its end: it can be read up to byte 0"), this::refusal);
        Segments.deleteTree(data.resolve("log"));
        assertTrue(refusal().contains("the log is missing"), this::refusal);
    }

    /** Without it the cluster would begin a second log beside the first. */
    @Test
    void aLogWithoutItsRecordIsRefused() throws IOException {
        Segments.deleteTree(data.resolve("cluster"));
        assertTrue(refusal().contains("the record of the log is missing"), this::refusal);
    }

    /** It would start, and stop at its next snapshot. */
    @Test
    void aRecordThatIsOlderThanItsLogIsRefused() throws IOException {
        Path record = data.resolve("cluster/recording.log");
        byte[] entries = Files.readAllBytes(record);
        Files.write(record, Arrays.copyOf(entries, entries.length - 64));
        assertTrue(refusal().contains("the record of the log is older than the log"), this::refusal);
    }

    /** D6: one bit, and the older snapshot is used. */
    @Test
    void aSnapshotWithAFlippedBitIsPassedOver() throws IOException {
        Path snapshot = Segments.snapshot(data.resolve("log"));
        Segments.flip(snapshot, Segments.end(snapshot) / 2);
        assertEquals(2 * PAYMENTS, assertHistoryUpTo(lastSequence()));
    }

    /** D6: its file is gone. */
    @Test
    void aMissingSnapshotIsPassedOver() throws IOException {
        Files.delete(Segments.snapshot(data.resolve("log")));
        assertEquals(2 * PAYMENTS, assertHistoryUpTo(lastSequence()));
    }

    /** D6: both of them, one for each reason: the whole log is applied. */
    @Test
    void withoutAnySnapshotTheWholeLogIsApplied() throws IOException {
        Path newest = Segments.snapshot(data.resolve("log"));
        Files.delete(newest);
        Path older = Segments.snapshot(data.resolve("log"), 1);
        Segments.flip(older, Segments.end(older) / 2);
        assertEquals(TestMarket.beginning().size() + 3 * PAYMENTS, assertHistoryUpTo(lastSequence()));
    }

    /** The newest snapshot is no way around a log that has lost its end: the older one would fit it. */
    @Test
    void aCutLogIsRefusedAlsoWhereTheNewestSnapshotIsDamaged() throws IOException {
        Files.delete(Segments.snapshot(data.resolve("log")));
        Segments.zero(log, logPosition(PAYMENTS + 50), Segments.end(log));
        assertTrue(refusal().contains("the log has lost its end"), this::refusal);
    }

    /** D7: an event log that is gone is derived again, byte for byte. */
    @Test
    void lostEventLogIsRebuiltWhenTheOperatorAsks() throws IOException {
        Segments.deleteTree(data.resolve("events"));
        String why = refusal();
        assertTrue(why.contains("./flowex doctor " + data + " --rebuild-events"), why);
        assertEquals(lastSequence(), NodeRepair.rebuildEvents(data, _ -> {}).sequence());
        assertEquals(TestMarket.beginning().size() + 3 * PAYMENTS, assertHistoryUpTo(lastSequence()));
    }

    /** D7: damaged below the snapshot; what is put aside is kept. */
    @Test
    void damagedEventLogIsRebuiltWhenTheOperatorAsks() throws IOException {
        Segments.zero(events, history.get(100).behind().position(), Segments.end(events));
        List<String> lines = new ArrayList<>();
        assertEquals(2, LogVerifier.verify(data, lines::add).mismatches());
        assertTrue(lines.getLast().contains("--rebuild-events"), lines::toString);

        NodeRepair.Settled settled = NodeRepair.rebuildEvents(data, _ -> {});

        assertTrue(Files.exists(settled.evidence().resolve("events/0-0.rec")));
        assertHistoryUpTo(lastSequence());
    }

    /** A log that cannot give all events is not taken for one that can. */
    @Test
    void eventsAreNotDerivedFromALogThatHasLostItsEnd() throws IOException {
        Segments.zero(log, logPosition(PAYMENTS + 50), Segments.end(log));
        String why =
                String.valueOf(assertThrows(NodeRefusedException.class, () -> NodeRepair.rebuildEvents(data, _ -> {}))
                        .getMessage());
        assertTrue(why.contains("cannot give all events again"), why);
        assertTrue(Files.exists(events));
    }

    @Test
    void anInventoryNamesEachPartAndItsNumber() throws IOException {
        NodeInventory sound = NodeInventory.of(data);
        assertEquals(lastSequence(), sound.lastEvent());
        assertEquals(List.of(), sound.problems());
        assertEquals(4, sound.lines().size(), () -> sound.lines().toString());

        Segments.zero(log, logPosition(10), Segments.end(log));
        NodeInventory cut = NodeInventory.of(data);
        assertEquals(logPosition(10), cut.logEnd());
        assertEquals(1, cut.problems().size(), () -> cut.problems().toString());
        assertTrue(cut.problems().getFirst().contains("the log has lost its end"));
        assertFalse(Files.exists(data.resolve("evidence")));
    }
}
