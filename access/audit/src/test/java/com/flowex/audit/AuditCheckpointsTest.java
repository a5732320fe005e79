package com.flowex.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.platform.settings.SecretSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Closes finding F14: a file that grew for ever, and in which a crash looked like tampering for ever. */
class AuditCheckpointsTest {

    private static final Instant NOW = Instant.parse("2026-11-21T00:00:00Z");
    private static final int SMALL = 4_096;

    @TempDir
    private Path folder;

    private AuditCheckpoints checkpoints(long fileBytes) {
        return new AuditCheckpoints(
                folder, CheckpointSigningKey.of(new SecretSource.Stored(folder.resolve("key"))), fileBytes);
    }

    private static ChainHead link(long number) {
        byte[] hash = new byte[32];
        hash[0] = (byte) number;
        return new ChainHead(number, hash);
    }

    private static ChainHead last(AuditCheckpoints.CheckpointFile read, int tenant) {
        return read.sealed()
                .getOrDefault(tenant, new TreeMap<>(Map.of(0L, ChainHead.START)))
                .lastEntry()
                .getValue();
    }

    @Test
    void aLineThatAnEndCutOffIsDroppedAndIsNoTampering() throws IOException {
        checkpoints(1L << 20).append(NOW, Map.of(1, link(1)));
        checkpoints(1L << 20).append(NOW, Map.of(1, link(2)));
        Path file = folder.resolve(AuditCheckpoints.FILE);
        byte[] whole = Files.readAllBytes(file);
        for (int cut = 1; cut < 100; cut += 7) {
            Files.write(file, java.util.Arrays.copyOf(whole, whole.length - cut));

            assertEquals(List.of(), checkpoints(1L << 20).read().problems(), "before the next line, cut by " + cut);
            checkpoints(1L << 20).append(NOW, Map.of(1, link(3)));

            AuditCheckpoints.CheckpointFile read = checkpoints(1L << 20).read();
            assertEquals(List.of(), read.problems(), "cut by " + cut);
            assertEquals(link(3), last(read, 1));
        }
    }

    @Test
    void aLineThatIsTornInTheMiddleIsTampering() throws IOException {
        for (int number = 1; number <= 3; number++) {
            checkpoints(1L << 20).append(NOW, Map.of(1, link(number)));
        }
        Path file = folder.resolve(AuditCheckpoints.FILE);
        List<String> lines = Files.readAllLines(file);
        String torn = lines.get(1).substring(0, 50);
        Files.write(file, List.of(lines.get(0), torn, lines.get(2)));

        assertFalse(checkpoints(1L << 20).read().problems().isEmpty());
    }

    @Test
    void rotatedCheckpointFileIsProvenByItsSuccessor() throws IOException {
        AuditCheckpoints small = checkpoints(SMALL);
        small.append(NOW, Map.of(1, link(1), 2, link(1)));
        small.anchor(NOW, 2, link(1));
        int number = 2;
        while (!Files.exists(folder.resolve(AuditCheckpoints.MOVED_AWAY))) {
            small.append(NOW, Map.of(1, link(number++)));
        }
        for (int more = 0; more < 100; more++) {
            small.append(NOW, Map.of(1, link(number++)));
            assertTrue(Files.size(folder.resolve(AuditCheckpoints.FILE)) < SMALL + 1_024);
        }

        AuditCheckpoints.CheckpointFile read = checkpoints(SMALL).read();
        assertEquals(List.of(), read.problems());
        assertEquals(link(number - 1), last(read, 1));
        assertEquals(link(1), last(read, 2));
        assertEquals(Map.of(2, link(1)), read.anchors());
        assertEquals(Map.of(1, link(number - 1), 2, link(1)), checkpoints(SMALL).lastSealed());
    }

    @Test
    void anEndBetweenTheTwoFilesLosesNothing() throws IOException {
        AuditCheckpoints small = checkpoints(SMALL);
        int number = 1;
        while (!Files.exists(folder.resolve(AuditCheckpoints.MOVED_AWAY))) {
            small.append(NOW, Map.of(1, link(number++)));
        }
        Files.move(folder.resolve(AuditCheckpoints.FILE), folder.resolve("checkpoints.new"));

        checkpoints(SMALL).append(NOW, Map.of(1, link(number)));

        AuditCheckpoints.CheckpointFile read = checkpoints(SMALL).read();
        assertEquals(List.of(), read.problems());
        assertEquals(link(number), last(read, 1));
    }

    @Test
    void aLineTakenOutBehindABaseIsNoticed() throws IOException {
        AuditCheckpoints small = checkpoints(SMALL);
        int number = 1;
        while (!Files.exists(folder.resolve(AuditCheckpoints.MOVED_AWAY))) {
            small.append(NOW, Map.of(1, link(number++)));
        }
        small.append(NOW, Map.of(1, link(number++)));
        small.append(NOW, Map.of(1, link(number)));
        Path file = folder.resolve(AuditCheckpoints.FILE);
        List<String> lines = Files.readAllLines(file);
        Files.write(file, List.of(lines.get(0), lines.get(2)), StandardOpenOption.TRUNCATE_EXISTING);

        assertFalse(checkpoints(SMALL).read().problems().isEmpty());
    }
}
