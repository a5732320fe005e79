package com.flowex.cluster.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.cluster.client.Outcome;
import com.flowex.cluster.settings.ClusterConfig;
import com.flowex.cluster.stop.NodeRefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One line for the operator, and no start, wherever the directory is not this node's to use. */
@Timeout(600)
class DataDirectoryTest {
    @TempDir
    Path directory;

    private String refusal(ClusterConfig config) {
        String line = String.valueOf(assertThrows(NodeRefusedException.class, () -> ClusterNode.start(config)
                        .close())
                .getMessage());
        assertEquals(1, line.lines().count(), line);
        return line;
    }

    private String refusal() {
        return refusal(ClusterConfig.at(directory));
    }

    @Test
    void aDirectoryInUseByThisProcessIsRefusedAndStaysInUse() {
        try (ClusterNode node = Started.on(directory)) {
            assertTrue(
                    refusal()
                            .contains("in use by process "
                                    + ProcessHandle.current().pid()),
                    this::refusal);
            Asking.begin(node);
            assertTrue(refusal().contains("in use"), this::refusal);
            assertFalse(node.stopped().isDone());
        }
        Started.on(directory).close();
    }

    @Test
    void aDirectoryInUseByAnotherProcessIsRefusedUntilThatIsDead() throws Exception {
        Path output = directory.resolve("output");
        Path data = directory.resolve("data");
        Path notes = directory.resolve("notes");
        try (Child child =
                Child.start(CrashingNode.class, output, data.toString(), notes.toString(), "1", "AFTER_COMMIT")) {
            Waiting.until(() -> Files.exists(notes));
            assertTrue(refusal(ClusterConfig.at(data)).contains("in use by process " + child.pid()));
            assertTrue(child.isAlive());
            child.kill();
        }
        Started.on(data).close();
    }

    @Test
    void aDirectoryOfAnotherVersionIsRefused() throws IOException {
        Started.on(directory).close();
        Files.writeString(directory.resolve("version"), "flowex-node-data 999\n");
        assertTrue(refusal().contains("is of version 'flowex-node-data 999'"), this::refusal);
    }

    @Test
    void aLogWithoutAVersionIsRefused() throws IOException {
        Files.createDirectories(directory.resolve("log"));
        assertTrue(refusal().contains("no version marker"), this::refusal);
    }

    @Test
    void aFileInPlaceOfTheDirectoryIsRefused() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));
        assertTrue(refusal(ClusterConfig.at(file)).contains("cannot be used"));
    }

    @Test
    void aDiskThatIsAlmostFullIsRefused() {
        ClusterConfig greedy = ClusterConfig.at(directory).withMinFreeBytes(Long.MAX_VALUE);
        assertTrue(refusal(greedy).contains("MiB free"));
    }

    /**
     * Goal: before the disk is full the node stops in order. Method: the limit is what is free now, less what the node itself and the
     * tests beside it put into the same folder meanwhile.
     */
    @Test
    void aNodeStopsWhenTheDiskIsAlmostFull() throws IOException {
        long free = directory.toFile().getUsableSpace();
        ClusterConfig config = ClusterConfig.at(directory).withMinFreeBytes(free - (512L << 20));
        try (ClusterNode node = ClusterNode.start(config)) {
            Asking.begin(node);
            Path filler = directory.resolve("filler");
            byte[] block = new byte[8 << 20];
            while (!node.stopped().isDone() && Files.size(fill(filler, block)) < 1L << 30) {
                Outcome outcome = Asking.outcome(node, TestMarket.payment(Files.size(filler)));
                assertTrue(outcome instanceof Outcome.Accepted || node.stopped().isDone() || isLost(outcome));
            }
            String line = node.stopped().orTimeout(2, TimeUnit.MINUTES).join();
            assertTrue(line.contains("no space left"), line);
            Files.delete(filler);
        }
        Started.on(directory).close();
    }

    private static boolean isLost(Outcome outcome) {
        return outcome instanceof Outcome.Unknown || outcome instanceof Outcome.Overloaded;
    }

    private static Path fill(Path file, byte[] block) throws IOException {
        return Files.write(file, block, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
