package com.flowex.cluster.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.cluster.client.Outcome;
import com.flowex.cluster.tail.Checkpoint;
import com.flowex.domain.command.AdvanceTime;
import com.flowex.domain.command.Command;
import com.flowex.engine.RandomLog;
import com.flowex.protocol.event.EventBatch;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The state and the event log after one restart or several, with and without a snapshot. */
@Timeout(600)
class NodeRecoveryTest {
    private static final long SEED = 20_261_120;
    private static final int COMMANDS = 2_000;

    @TempDir
    private static Path folder;

    private static Path sample;
    private static RunResult sampleLeft;

    @TempDir
    Path directory;

    /** Data that a run left. */
    private record RunResult(long digest, int applied, List<Collector.Delivered> events) {}

    /** One run with a snapshot half-way, left as by a crash: each test that starts on it has a copy. */
    @BeforeAll
    static void run() {
        sample = folder.resolve("node");
        sampleLeft = runRandomLog(sample, COMMANDS / 2 + 100);
    }

    private Path copy() {
        return Started.copy(sample, directory.resolve("node"));
    }

    /**
     * Goal: Failure 2: the second restart neither fails nor matches again. Method: a random log with open orders and a
     * snapshot half-way, stopped as by a crash; two restarts that get no command leave the digest and the event log as
     * they were.
     */
    @Test
    void twoRestartsFromOneSnapshotAndLogChangeNothing() {
        Path data = copy();
        RunResult first = sampleLeft;
        RunResult second = restart(data, false, first);
        RunResult third = restart(data, false, first);
        assertEquals(first.digest(), second.digest());
        assertEquals(first.digest(), third.digest());
        assertEquals(first.events(), second.events());
        assertEquals(first.events(), third.events());
        assertTrue(second.applied() < COMMANDS, "started from the snapshot");
        assertEquals(second.applied(), third.applied());
    }

    /**
     * Goal: Failure 5: a snapshot and the log behind it give what the whole log gives. Method: a log without a snapshot,
     * in three copies: replayed whole; replayed, closed with a snapshot and opened from that; and both go on alike.
     */
    @Test
    void aSnapshotAndTheRestOfTheLogAreTheWholeLog() {
        Path log = directory.resolve("log");
        RunResult whole = runRandomLog(log, Long.MAX_VALUE);
        Path copy = Started.copy(log, directory.resolve("copy"));
        RunResult replayed = restart(log, false, whole);
        RunResult snapshotTaken = restart(copy, true, whole);
        RunResult fromSnapshot = restart(copy, false, whole);
        assertEquals(whole.applied(), replayed.applied());
        assertEquals(whole.applied(), snapshotTaken.applied());
        assertEquals(0, fromSnapshot.applied());
        for (RunResult left : List.of(replayed, snapshotTaken, fromSnapshot)) {
            assertEquals(whole.digest(), left.digest());
            assertEquals(whole.events(), left.events());
        }
    }

    /**
     * Goal: Failure 5: a checkpoint covers exactly what came before it. Method: tails from every twentieth checkpoint,
     * on a node that has been restarted, deliver exactly the rest.
     */
    @Test
    void aTailFromAnyCheckpointDeliversExactlyTheRest() {
        List<Collector.Delivered> all = sampleLeft.events();
        long last = all.getLast().behind().sequence();
        try (ClusterNode node = Started.on(copy())) {
            for (int i = 0; i < all.size() - 1; i += all.size() / 20) {
                Collector rest = new Collector();
                node.openTail(all.get(i).behind(), rest).checkpoint();
                assertEquals(all.subList(i + 1, all.size()), rest.await(last).delivered());
            }
            Collector none = new Collector();
            node.openTail(all.getLast().behind(), none);
            Waiting.until(() -> none.idles() == 1);
            assertEquals(List.of(), none.delivered());
        }
    }

    /** The events say where in the log they come from, and each batch is one command's. */
    @Test
    void batchesAreNumberedWithoutGapsAndCarryAscendingLogPositions() {
        long sequence = 0;
        long position = 0;
        for (EventBatch batch : batches(sampleLeft)) {
            assertEquals(sequence + 1, batch.firstSequence());
            assertTrue(batch.logPosition() > position);
            sequence += batch.count();
            position = batch.logPosition();
        }
    }

    private static List<EventBatch> batches(RunResult left) {
        return left.events().stream().map(Collector.Delivered::batch).toList();
    }

    private static RunResult runRandomLog(Path directory, long commandsPerSnapshot) {
        TestCore core = new TestCore();
        AheadClock clock = new AheadClock();
        ClusterNode node =
                ClusterNode.start(Started.config(directory).withCommandsPerSnapshot(commandsPerSnapshot), core, clock);
        Collector tail = new Collector();
        node.openTail(Checkpoint.START, tail);
        List<CompletableFuture<Outcome>> promises = RandomLog.of(SEED, COMMANDS).stream()
                .map(RandomLog.Entry::command)
                .map(command -> submit(node, command))
                .toList();
        for (CompletableFuture<Outcome> promise : promises) {
            sequenceOf(promise.orTimeout(2, TimeUnit.MINUTES).join());
        }
        Waiting.until(() -> commandsPerSnapshot > COMMANDS || core.snapshots() > 0);
        clock.goBack();
        tail.await(whatIsDueIsDone(node));
        node.abandon();
        return new RunResult(core.digest(), core.applied(), tail.delivered());
    }

    /** No further timer comes; the remainder is done here. */
    private static long whatIsDueIsDone(ClusterNode node) {
        Outcome.Accepted advanced;
        do {
            advanced = assertInstanceOf(Outcome.Accepted.class, Asking.outcome(node, AdvanceTime.ADVANCE_TIME));
        } while (!advanced.events().isEmpty());
        return advanced.sequence();
    }

    private static CompletableFuture<Outcome> submit(ClusterNode node, Command command) {
        return node.client().submit(command);
    }

    private static long sequenceOf(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Accepted accepted -> accepted.lastSequence();
            case Outcome.Rejected rejected -> rejected.sequence();
            case Outcome.Repeated _, Outcome.Previewed _ -> 0;
            case Outcome.Unknown unknown -> throw new AssertionError(unknown);
            case Outcome.Overloaded overloaded -> throw new AssertionError(overloaded);
        };
    }

    private static RunResult restart(Path directory, boolean clean, RunResult before) {
        TestCore core = new TestCore();
        ClusterNode node = Started.on(directory, core);
        Collector tail = new Collector();
        node.openTail(Checkpoint.START, tail);
        tail.await(before.events().getLast().behind().sequence());
        if (clean) {
            node.close();
        } else {
            node.abandon();
        }
        return new RunResult(core.digest(), core.applied(), tail.delivered());
    }

    @Test
    void aRestartedNodeGoesOnNumberingWhereItStopped() {
        long before = sampleLeft.events().getLast().behind().sequence();
        try (ClusterNode node = Started.on(copy())) {
            Outcome.Accepted accepted =
                    assertInstanceOf(Outcome.Accepted.class, Asking.outcome(node, TestMarket.openAccount(7_777)));
            assertEquals(before + 1, accepted.sequence());
        }
    }
}
