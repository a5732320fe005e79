package com.flowex.cluster.check;

import com.flowex.cluster.disk.CatalogFile;
import com.flowex.cluster.disk.CatalogFile.Recording;
import com.flowex.cluster.disk.EventLogFormat;
import com.flowex.cluster.disk.RecordingLogFile;
import com.flowex.cluster.disk.RecordingLogFile.SnapshotEntry;
import com.flowex.cluster.disk.SnapshotFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.zip.CRC32C;

/**
 * Scrub of data that nothing else reads again: the log and the event log below the newest snapshot, and the snapshots.
 * The first read of a block writes its checksum beside the recordings; later reads compare it.
 */
public final class DataScrub {
    public static final int BLOCK = 256 << 10;

    /** Position of one block in a file. */
    private record Block(Path file, long offset, int length) {
        String name(Path root) {
            return root.relativize(file) + " " + offset + " " + length;
        }
    }

    private final Path root;
    private final Path log;
    private final Path events;
    private final Path cluster;
    private final Map<String, String> sums = new HashMap<>();

    public DataScrub(Path root) throws IOException {
        this.root = root;
        log = root.resolve("log");
        events = root.resolve("events");
        cluster = root.resolve("cluster");
        for (Path part : List.of(log, events)) {
            Path file = sums(part);
            for (String line : Files.exists(file) ? Files.readAllLines(file) : List.<String>of()) {
                int space = line.lastIndexOf(' ');
                // A line that was cut by a crash has no sum of eight digits; it is written again.
                if (space > 0 && line.length() - space == 9) {
                    sums.put(line.substring(0, space), line.substring(space + 1));
                }
            }
        }
    }

    /** Returns the file of the checksums of a part. */
    public static Path sums(Path part) {
        return part.resolveSibling(part.getFileName() + ".checksums");
    }

    /**
     * Reads everything once.
     *
     * @param goOn called before each block; may block; false ends the scrub
     * @return a line for each block that has changed
     */
    public List<String> run(BooleanSupplier goOn) throws IOException {
        List<String> damaged = new ArrayList<>();
        for (Block block : blocks()) {
            if (!goOn.getAsBoolean()) {
                return damaged;
            }
            if (Files.exists(block.file())) {
                compare(block, damaged);
            }
        }
        return damaged;
    }

    /** Compares the blocks that already have a checksum, and writes nothing. */
    List<String> damage() throws IOException {
        List<String> damaged = new ArrayList<>();
        for (Block block : blocks()) {
            if (sums.containsKey(block.name(root)) && Files.exists(block.file())) {
                compare(block, damaged);
            }
        }
        return damaged;
    }

    private void compare(Block block, List<String> damaged) throws IOException {
        String name = block.name(root);
        String now = sum(block);
        String before = sums.putIfAbsent(name, now);
        if (before == null) {
            Path part = block.file().getParent();
            Files.writeString(
                    sums(part == null ? log : part),
                    name + " " + now + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } else if (!before.equals(now)) {
            damaged.add("bytes " + block.offset() + " to " + (block.offset() + block.length()) + " of " + block.file()
                    + " are not what was written: bring this file back from a copy of " + root
                    + " before a start needs it; ./flowex verify-log " + StartCheck.operand(root)
                    + " says what they mean");
        }
    }

    private static String sum(Block block) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(block.length());
        try (FileChannel file = FileChannel.open(block.file(), StandardOpenOption.READ)) {
            while (bytes.hasRemaining() && file.read(bytes, block.offset() + bytes.position()) >= 0) {
                // Reads on; a file that has become shorter gives another sum.
            }
        }
        CRC32C sum = new CRC32C();
        sum.update(bytes.flip());
        return HexFormat.of().toHexDigits((int) sum.getValue());
    }

    /** Returns all blocks that will not be written again. */
    private List<Block> blocks() throws IOException {
        List<Block> blocks = new ArrayList<>();
        RecordingLogFile known = RecordingLogFile.read(cluster);
        List<SnapshotEntry> snapshots = known.snapshots();
        if (snapshots.isEmpty()) {
            return blocks;
        }
        SnapshotEntry newest = snapshots.getLast();
        Map<Long, Recording> recordings = CatalogFile.read(log);
        add(blocks, log, known.log(), newest.position());
        add(blocks, events, 0, SnapshotFile.eventPosition(log, newest));
        for (SnapshotEntry entry : snapshots) {
            Recording recording = recordings.get(entry.recordingId());
            if (recording != null && recording.stop() > 0) {
                addWhole(blocks, recording);
            }
        }
        return blocks;
    }

    private static void add(List<Block> blocks, Path archive, long recording, long end) {
        for (long at = 0; at + BLOCK <= end; at += BLOCK) {
            long segment = EventLogFormat.segmentOf(at);
            blocks.add(new Block(archive.resolve(EventLogFormat.segmentFile(recording, segment)), at - segment, BLOCK));
        }
    }

    private void addWhole(List<Block> blocks, Recording recording) {
        for (long at = 0; at < recording.stop(); at += BLOCK) {
            long segment = EventLogFormat.segmentOf(at);
            int length = (int) Math.min(BLOCK, recording.stop() - at);
            blocks.add(
                    new Block(log.resolve(EventLogFormat.segmentFile(recording.id(), segment)), at - segment, length));
        }
    }
}
