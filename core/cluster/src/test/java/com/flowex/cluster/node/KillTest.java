package com.flowex.cluster.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.cluster.client.Outcome;
import com.flowex.cluster.tail.Checkpoint;
import com.flowex.domain.order.FirstAnswer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Failure 1: acknowledged, then lost. */
@Timeout(600)
class KillTest {
    /** Two kills are a crash, and a crash of what a crash has left. */
    private static final int ROUNDS = Boolean.getBoolean("flowex.full") ? 3 : 2;

    private static final int PART = 1_000;
    private static final int ACKNOWLEDGED_MIN = 2_000;

    /** A number of eight digits, a sequence, a space and the end of the line. */
    private static final int NOTE_BYTES = 16;

    @TempDir
    private static Path folder;

    private static List<Note> acknowledged = List.of();

    @TempDir
    Path directory;

    /** The kills, whose leavings two tests judge: each has a copy. */
    @BeforeAll
    static void pay() throws Exception {
        acknowledged = acknowledgedBeforeKills(folder, false);
    }

    private Path copy() {
        return Started.copy(folder.resolve("data"), directory.resolve("data"));
    }

    /**
     * Goal: Failure 1: nothing acknowledged is lost by kill -9. Method: a child pays and notes what was acknowledged,
     * with snapshots on the way; it is killed and started again at once, twice or three times; then every noted payment is asked
     * for again and has to repeat its first answer, and the event log has to be whole.
     */
    @Test
    void nothingAcknowledgedIsLostByKillingTheProcess() throws Exception {
        try (ClusterNode node = Started.on(copy())) {
            assertEquals(0, lost(node, acknowledged), () -> "of " + acknowledged.size());
            Collector tail = new Collector();
            node.openTail(Checkpoint.START, tail);
            tail.await(Asking.payments(node, Long.MAX_VALUE / 2, 1));
        }
    }

    /** The test above can fail: a node that acknowledges before it commits loses payments. */
    @Test
    @EnabledIfSystemProperty(named = "flowex.full", matches = "true")
    void acknowledgingBeforeTheCommitIsFoundOut() throws Exception {
        List<Note> early = acknowledgedBeforeKills(directory, true);
        try (ClusterNode node = Started.on(directory.resolve("data"))) {
            assertTrue(lost(node, early) > 0, () -> "of " + early.size());
        }
    }

    /** Goal: a write that the crash cut in two does not keep the node from starting. Method: tear both recordings. */
    @Test
    void aWriteCutInTwoByTheCrashIsCutOff() throws Exception {
        Path data = copy();
        Segments.tear(Segments.first(data.resolve("log")));
        Segments.tear(Segments.first(data.resolve("events")));
        try (ClusterNode node = Started.on(data)) {
            assertEquals(0, lost(node, acknowledged), () -> "of " + acknowledged.size());
            Collector tail = new Collector();
            node.openTail(Checkpoint.START, tail);
            tail.await(Asking.payments(node, Long.MAX_VALUE / 2, 1));
        }
    }

    /** One acknowledged payment. */
    private record Note(long number, long sequence) {
        static Note of(String line) {
            int space = line.indexOf(' ');
            return new Note(Long.parseLong(line.substring(0, space)), Long.parseLong(line.substring(space + 1)));
        }
    }

    private static List<Note> acknowledgedBeforeKills(Path directory, boolean careless) throws Exception {
        Path notes = Files.createFile(directory.resolve("acknowledged"));
        for (int round = 1; round <= ROUNDS; round++) {
            long enough = Files.size(notes) + ACKNOWLEDGED_MIN * NOTE_BYTES;
            String first = Long.toString(round * 10_000_000L);
            Path output = directory.resolve("output");
            try (Child child = Child.start(
                    CrashingNode.class,
                    output,
                    directory.resolve("data").toString(),
                    notes.toString(),
                    first,
                    Boolean.toString(careless))) {
                Waiting.until(() -> !child.isAlive() || sizeOf(notes) >= enough);
                assertTrue(child.isAlive(), () -> read(output));
                child.kill();
            }
        }
        List<String> whole = Files.readAllLines(notes);
        return whole.stream().limit(whole.size() - 1).map(Note::of).toList(); // the last line may be cut
    }

    private static long sizeOf(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static long lost(ClusterNode node, List<Note> acknowledged) {
        long lost = 0;
        for (int from = 0; from < acknowledged.size(); from += PART) {
            List<Note> part = acknowledged.subList(from, Math.min(from + PART, acknowledged.size()));
            List<CompletableFuture<Outcome>> requested = part.stream()
                    .map(note -> node.client().submit(TestMarket.payment(note.number())))
                    .toList();
            for (int i = 0; i < part.size(); i++) {
                FirstAnswer first = new FirstAnswer.Posted(part.get(i).sequence());
                if (!requested.get(i).join().equals(new Outcome.Repeated(first))) {
                    lost++;
                }
            }
        }
        return lost;
    }
}
