package com.flowex.cluster.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.cluster.node.ClusterNode;
import com.flowex.cluster.node.TestMarket;
import com.flowex.cluster.settings.ClusterConfig;
import com.flowex.domain.command.Command;
import com.flowex.protocol.event.EventBatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Objects of the archive, made of what a node left. */
@Timeout(600)
class EventArchiveTest {
    private static final int PAYMENTS = 20;

    @TempDir
    private Path directory;

    private ArchiveFolder folder;
    private EventArchive archive;

    @BeforeEach
    void aNodeHasRun() {
        node("node");
        folder = new ArchiveFolder(directory.resolve("archive"));
        archive = new EventArchive(folder);
    }

    private void node(String name) {
        try (ClusterNode node = ClusterNode.start(ClusterConfig.at(directory.resolve(name)))) {
            List<Command> commands = new ArrayList<>(TestMarket.beginning());
            for (int i = 0; i < PAYMENTS; i++) {
                commands.add(TestMarket.payment(i));
            }
            commands.forEach(command -> node.client().submit(command).join());
        }
    }

    private ArchivedSegment add(String node) throws IOException {
        return archive.add(0, 0, directory.resolve(node).resolve("events"), 0, directory.resolve("scratch"));
    }

    private List<EventBatch> read(long after) throws IOException {
        List<EventBatch> batches = new ArrayList<>();
        archive.read(after, (batch, _) -> batches.add(batch));
        return batches;
    }

    @Test
    void addedSegmentIsReadBackFromAnyEvent() throws IOException {
        ArchivedSegment segment = add("node");
        assertEquals(List.of(segment), archive.segments());
        List<EventBatch> all = read(0);
        assertEquals(1, all.getFirst().firstSequence());
        assertEquals(segment.lastSequence(), all.getLast().lastSequence());
        int most = all.size() - 2;
        assertEquals(all.subList(most, all.size()), read(all.get(most - 1).lastSequence()));
        IOException beyond = assertThrows(IOException.class, () -> read(segment.lastSequence()));
        assertEquals("the archive has no events behind " + segment.lastSequence(), beyond.getMessage());
    }

    @Test
    void addingAgainChangesNothing() throws IOException {
        ArchivedSegment first = add("node");
        List<Path> files = folder.files();
        assertEquals(first, add("node"));
        assertEquals(files, folder.files());
        assertTrue(Files.notExists(directory.resolve("scratch")));
    }

    /**
     * The other half may be another one: an exchange that was restored to an earlier time goes on with other events.
     */
    @Test
    void anotherHistoryAtTheSamePlaceIsNeverTakenForThisOne() throws IOException {
        add("node");
        List<Path> files = folder.files();
        node("other");
        IOException refused = assertThrows(DivergentArchiveException.class, () -> add("other"));
        assertTrue(
                String.valueOf(refused.getMessage()).startsWith("the archive has other events from number 1 on"),
                refused::toString);
        assertEquals(files, folder.files());
    }

    @Test
    void changedByteOrTruncatedFileIsDetectedByReaders() throws IOException {
        add("node");
        Path file = folder.files().getFirst();
        byte[] whole = Files.readAllBytes(file);
        byte[] changed = whole.clone();
        changed[whole.length / 2] ^= 4;
        Files.write(file, changed);
        assertThrows(IOException.class, () -> read(0));
        Files.write(file, Arrays.copyOf(whole, whole.length - 40));
        assertThrows(IOException.class, () -> read(0));
    }

    @Test
    void segmentBehindAGapIsNotOffered() throws IOException {
        ArchivedSegment first = add("node");
        ArchivedSegment third = new ArchivedSegment(2 * first.end(), first.lastSequence() + 1, 900, 7);
        folder.put(third.name(), Files.write(directory.resolve("third"), new byte[] {1}));
        assertEquals(List.of(first), archive.segments());
    }

    /** An event log that has lost events must not make an archive that lacks them. */
    @Test
    void anEventLogWithAnotherBeginningIsNotArchived() {
        Path events = directory.resolve("node").resolve("events");
        IOException refused =
                assertThrows(IOException.class, () -> archive.add(0, 5, events, 0, directory.resolve("scratch")));
        assertEquals("the event log is damaged behind event 5", refused.getMessage());
    }
}
