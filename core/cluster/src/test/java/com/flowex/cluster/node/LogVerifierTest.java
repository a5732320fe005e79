package com.flowex.cluster.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.cluster.repair.LogVerifier;
import com.flowex.cluster.stop.NodeRefusedException;
import com.flowex.cluster.tail.Checkpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Findings of {@code verify-log}. Each directory has two snapshots with orders before, between and behind them, and was
 * left as by a crash.
 */
@Timeout(600)
class LogVerifierTest {
    private static final int ORDERS = 500;

    @TempDir
    private static Path folder;

    private static Path sample;
    private static List<Collector.Delivered> history = List.of();
    private static long digest;

    @TempDir
    Path directory;

    private final List<String> lines = new ArrayList<>();

    /** One directory for all tests, each of which has a copy. */
    @BeforeAll
    static void run() {
        Path data = folder.resolve("node");
        try (ClusterNode node = Started.on(data)) {
            Asking.begin(node);
            Asking.orders(node, 0, ORDERS);
        }
        try (ClusterNode node = Started.on(data)) {
            Asking.orders(node, ORDERS, ORDERS);
        }
        TestCore core = new TestCore();
        ClusterNode node = Started.on(data, core);
        Collector tail = new Collector();
        node.openTail(Checkpoint.START, tail);
        history = tail.await(Asking.orders(node, 2 * ORDERS, ORDERS)).delivered();
        node.abandon();
        digest = core.digest();
        sample = data;
    }

    private Path copy() {
        return Started.copy(sample, directory.resolve("node"));
    }

    private LogVerifier.Verdict verify(Path data) {
        lines.clear();
        return LogVerifier.verify(data, lines::add);
    }

    private String refusal(Path data) {
        return String.valueOf(
                assertThrows(NodeRefusedException.class, () -> verify(data)).getMessage());
    }

    private static Map<Path, FileTime> files(Path tree) throws IOException {
        Map<Path, FileTime> files = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(tree)) {
            for (Path path : paths.toList()) {
                files.put(path, Files.getLastModifiedTime(path));
            }
        }
        return files;
    }

    /** Goal: a sound directory is found sound, and left as it was. */
    @Test
    void aSoundDirectoryMatchesAndIsNotTouched() throws IOException {
        Path data = copy();
        Map<Path, FileTime> before = files(data);
        LogVerifier.Verdict verdict = verify(data);
        long last = history.getLast().behind().sequence();
        assertEquals(
                new LogVerifier.Verdict(TestMarket.beginning().size() + 3 * ORDERS, last, 2, 0, digest),
                verdict,
                lines::toString);
        assertEquals(before, files(data));
        assertEquals(verdict, verify(directory), "the exchange's directory has the node's in it");
    }

    @Test
    void anAlteredByteOfTheEventLogIsFound() throws IOException {
        Path data = copy();
        Segments.flip(
                Segments.first(data.resolve("events")),
                history.get(ORDERS).behind().position() + 100);
        LogVerifier.Verdict verdict = verify(data);
        assertEquals(1, verdict.mismatches(), lines::toString);
        assertEquals(digest, verdict.digest());
    }

    @Test
    void anAlteredByteOfTheLogIsFound() throws IOException {
        Path data = copy();
        Path log = Segments.first(data.resolve("log"));
        Segments.flip(log, Segments.end(log) / 2);
        assertTrue(verify(data).mismatches() > 0, lines::toString);
    }

    @Test
    void anAlteredByteOfASnapshotIsFound() throws IOException {
        Path data = copy();
        Path snapshot = Segments.snapshot(data.resolve("log"));
        Segments.flip(snapshot, Segments.end(snapshot) / 2);
        LogVerifier.Verdict verdict = verify(data);
        assertEquals(1, verdict.mismatches(), lines::toString);
        assertEquals(digest, verdict.digest());
    }

    @Test
    void aLogThatEndsBeforeItsSnapshotIsFound() throws IOException {
        Path data = copy();
        Path log = Segments.first(data.resolve("log"));
        Segments.zero(log, Segments.end(log) / 3 / 32 * 32, Segments.end(log));
        assertTrue(verify(data).mismatches() > 0, lines::toString);
    }

    @Test
    void anEventLogThatEndsBeforeTheSnapshotIsFound() throws IOException {
        Path data = copy();
        Path events = Segments.first(data.resolve("events"));
        Segments.zero(events, history.get(ORDERS).behind().position(), Segments.end(events));
        assertEquals(2, verify(data).mismatches(), "one for each snapshot");
    }

    /** Goal: what the next start writes again is not a mismatch. */
    @Test
    void anEventLogThatEndsBehindTheSnapshotIsNoMismatch() throws IOException {
        Path data = copy();
        Path events = Segments.first(data.resolve("events"));
        Segments.zero(events, history.get(history.size() - 2).behind().position(), Segments.end(events));
        LogVerifier.Verdict verdict = verify(data);
        assertEquals(0, verdict.mismatches(), lines::toString);
        assertTrue(lines.getLast().endsWith("the next start writes them"), lines::toString);
    }

    @Test
    void eventsThatTheLogKnowsNothingOfAreFound() throws IOException {
        Path data = copy();
        Path yesterday = Started.copy(data, directory.resolve("yesterday"));
        ClusterNode node = Started.on(data);
        Asking.payments(node, 1, 10);
        node.abandon();
        for (String part : List.of("log", "cluster")) {
            Segments.deleteTree(data.resolve(part));
            Started.copy(yesterday.resolve(part), data.resolve(part));
        }
        assertEquals(1, verify(data).mismatches(), lines::toString);
    }

    @Test
    void unverifiableDirectoryIsRefusedInOneLine() throws IOException {
        assertTrue(refusal(directory).startsWith("no data directory of an exchange"));
        Path data = directory.resolve("other");
        try (ClusterNode node = Started.on(data)) {
            Asking.begin(node);
            assertTrue(refusal(data).contains("is in use by process"));
        }
        Files.writeString(data.resolve("version"), "flowex-node-data 999\n");
        assertTrue(refusal(data).contains("is of version 'flowex-node-data 999'"));
    }
}
