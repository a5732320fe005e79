package com.flowex.cluster.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.cluster.check.DataScrub;
import com.flowex.cluster.check.NodeInventory;
import com.flowex.cluster.check.SnapshotRetention;
import com.flowex.cluster.disk.CatalogFile;
import com.flowex.cluster.disk.RecordingLogFile;
import com.flowex.cluster.reducer.StateMachine;
import com.flowex.cluster.repair.LogVerifier;
import com.flowex.cluster.settings.ClusterConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Housekeeping of a running node for its next start and for its disk. */
@Timeout(600)
class LogRetentionTest {
    private static final int GIVEN_UP = 64;

    @TempDir
    private Path directory;

    private List<RecordingLogFile.SnapshotEntry> snapshots() throws IOException {
        return RecordingLogFile.read(directory.resolve("cluster")).snapshots();
    }

    /** Closes finding D12: a start applies again what came since the snapshot, so none may be far away in time either. */
    @Test
    void aSnapshotIsTakenByTimeWhereThereWasMuchToDo() {
        ClusterConfig config =
                Started.config(directory).withCommandsPerSnapshot(1_000_000).withTimePerSnapshot(Duration.ofMillis(1));
        try (ClusterNode node = Started.with(config, StateMachine.EXCHANGE)) {
            Asking.begin(node);
            for (int i = 0; i < ExchangeService.COMMANDS_WORTH_A_SNAPSHOT / 1_000; i++) {
                Asking.payments(node, 1 + i * 1_000L, 1_000);
            }
            Waiting.until(() -> {
                try {
                    return snapshots().size() == 1;
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            });
            node.abandon();
        }
    }

    /** D12: snapshots that are taken often do not fill the disk; the newest are kept, and the log still verifies. */
    @Test
    void onlyTheNewestSnapshotsAreKept() {
        for (int run = 0; run < SnapshotRetention.KEPT + 2; run++) {
            try (ClusterNode node = Started.on(directory)) {
                Asking.outcome(node, TestMarket.beginning().getFirst());
                Asking.outcome(node, TestMarket.payment(run));
            }
        }
        try (ClusterNode node =
                Started.with(Started.config(directory).withCommandsPerSnapshot(1), StateMachine.EXCHANGE)) {
            Asking.outcome(node, TestMarket.payment(1_000));
            Waiting.until(() -> {
                try {
                    return CatalogFile.read(directory.resolve("log")).size() <= 1 + 2 * (SnapshotRetention.KEPT + 2);
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            });
            node.abandon();
        }
        assertEquals(0, LogVerifier.verify(directory, _ -> {}).mismatches());
        Started.on(directory).close();
    }

    /** Records of snapshots that were given up leave the catalog and the record of the log at the next start. */
    @Test
    void recordsOfOldSnapshotsAreBounded() throws IOException {
        Path log = directory.resolve("log");
        Path cluster = directory.resolve("cluster");
        try (ClusterNode node = Started.on(directory)) {
            Asking.begin(node);
            for (int i = 0; i < 2 * GIVEN_UP / 3; i++) {
                Asking.payments(node, 1 + i, 1);
                assertEquals(Optional.empty(), node.takeSnapshot());
            }
            Waiting.until(() -> givenUp() >= GIVEN_UP);
            node.abandon();
        }
        int known = RecordingLogFile.read(cluster).count();
        List<RecordingLogFile.SnapshotEntry> snapshots = snapshots();
        Set<Long> recordings = CatalogFile.read(log).keySet();

        try (ClusterNode node = Started.on(directory)) {
            assertTrue(givenUp() < GIVEN_UP, "the catalog is as it was");
            assertTrue(RecordingLogFile.read(cluster).count() <= known - GIVEN_UP);
            assertTrue(snapshots()
                    .containsAll(snapshots.subList(snapshots.size() - SnapshotRetention.KEPT, snapshots.size())));
            assertTrue(recordings.containsAll(CatalogFile.read(log).keySet()));
            Asking.payments(node, 1_000, 1);
            assertEquals(Optional.empty(), node.takeSnapshot());
            node.abandon();
        }
        assertEquals(0, LogVerifier.verify(directory, _ -> {}).mismatches());
        Started.on(directory).close();
    }

    private int givenUp() {
        try {
            return CatalogFile.givenUp(directory.resolve("log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Closes finding D11: a bit that flips below the newest snapshot, where no start looks, is found by reading again. */
    @Test
    void aFlippedBitBelowTheSnapshotIsFound() throws IOException {
        try (ClusterNode node = Started.on(directory)) {
            Asking.begin(node);
            Asking.payments(node, 1, 4_000);
        }
        Path log = Segments.first(directory.resolve("log"));
        Path events = Segments.first(directory.resolve("events"));
        assertTrue(Segments.end(log) > DataScrub.BLOCK && Segments.end(events) > DataScrub.BLOCK);
        assertEquals(List.of(), new DataScrub(directory).run(() -> true), "nothing is known yet");
        assertEquals(List.of(), new DataScrub(directory).run(() -> true), "nothing has changed");

        Segments.flip(log, 5_000);
        Segments.flip(events, 7_000);
        Path snapshot = Segments.snapshot(directory.resolve("log"));
        Segments.flip(snapshot, Segments.end(snapshot) / 2);

        List<String> found = new DataScrub(directory).run(() -> true);
        assertEquals(3, found.size(), found::toString);
        assertTrue(found.getFirst().startsWith("bytes 0 to " + DataScrub.BLOCK + " of " + log), found::toString);
        assertTrue(NodeInventory.of(directory).problems().containsAll(found));
    }

    /** D11: a crash may cut the last line of the checksums; what it spoke of is read anew. */
    @Test
    void aCutLineOfChecksumsIsWrittenAgain() throws IOException {
        try (ClusterNode node = Started.on(directory)) {
            Asking.begin(node);
            Asking.payments(node, 1, 4_000);
        }
        assertEquals(List.of(), new DataScrub(directory).run(() -> true));
        Path sums = DataScrub.sums(directory.resolve("events"));
        String text = Files.readString(sums);
        Files.writeString(sums, text.substring(0, text.length() - 4), StandardOpenOption.TRUNCATE_EXISTING);
        assertEquals(List.of(), new DataScrub(directory).run(() -> true));
        Segments.flip(Segments.first(directory.resolve("events")), 7_000);
        assertEquals(1, new DataScrub(directory).run(() -> true).size());
    }
}
