package com.flowex.cluster.repair;

import com.flowex.cluster.check.DataScrub;
import com.flowex.cluster.disk.CatalogFile;
import com.flowex.cluster.disk.CatalogFile.Recording;
import com.flowex.cluster.disk.DataDirectory;
import com.flowex.cluster.disk.EventLogFormat;
import com.flowex.cluster.disk.RecordingLogFile;
import com.flowex.cluster.stop.NodeRefusedException;
import io.aeron.cluster.RecordingLog;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Repairs of a stopped node's directory that an operator may choose. Nothing is deleted: data that no longer counts is
 * moved to an evidence directory beside it.
 */
public final class NodeRepair {
    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Path root;
    private final Path evidence;

    /**
     * Result of a repair.
     *
     * @param sequence number of the last event that the log gives
     * @param firstNanos log time of its first event, nanoseconds since 1970; 0 if there is none, or it was cut off
     * @param isCut true if the log begins behind its first event
     * @param logEnd position at which the log ends, in bytes
     * @param evidence directory with everything else
     */
    public record Settled(long sequence, long firstNanos, boolean isCut, long logEnd, Path evidence) {}

    private NodeRepair(Path root) {
        this.root = root;
        this.evidence = root.resolve("evidence").resolve(NAME.format(Instant.now()));
    }

    /**
     * Accepts the readable part of the log as the log, and puts aside data of other parts beyond it. The log is
     * replayed from its beginning to find its last event.
     *
     * @throws NodeRefusedException if the directory is in use, or the log contradicts a sound snapshot
     */
    public static Settled acceptOlderLog(Path dataDirectory, Consumer<String> progress) {
        return repaired(dataDirectory, progress, NodeRepair::acceptOlderLog);
    }

    /**
     * Puts the event log and the snapshots aside, so that the next start derives every event from the log again.
     *
     * @throws NodeRefusedException if the directory is in use, or the log cannot give the events
     */
    public static Settled rebuildEvents(Path dataDirectory, Consumer<String> progress) {
        return repaired(dataDirectory, progress, NodeRepair::rebuildEvents);
    }

    private interface RepairStep {
        Settled on(NodeRepair node, LogVerifier.Replayed replayed) throws IOException;
    }

    private static Settled repaired(Path dataDirectory, Consumer<String> progress, RepairStep repair) {
        try {
            Path root;
            LogVerifier.Replayed replayed;
            try (DataDirectory.Reading reading = DataDirectory.read(dataDirectory)) {
                root = reading.root();
                replayed = LogVerifier.replay(reading, progress);
            }
            if (replayed.contradictions() > 0) {
                throw new NodeRefusedException("the log in " + root
                        + " is damaged before its end (see above): only a copy" + " of the whole directory helps");
            }
            try (DataDirectory _ = DataDirectory.open(root)) {
                return repair.on(new NodeRepair(root), replayed);
            }
        } catch (IOException e) {
            throw new NodeRefusedException("the data directory " + dataDirectory + " cannot be repaired: " + e, e);
        }
    }

    private Settled acceptOlderLog(LogVerifier.Replayed replayed) throws IOException {
        boolean isCut = replayed.begin() > 0;
        if (replayed.commands() == 0 && !isCut) {
            for (String part : new String[] {"log", "cluster", "events"}) {
                moveAway(root.resolve(part));
            }
            return new Settled(0, 0, false, 0, evidence);
        }
        if (replayed.eventsDiffer()) {
            requireWhole(replayed);
        }
        Path cluster = root.resolve("cluster").resolve(RecordingLog.RECORDING_LOG_FILE_NAME);
        RecordingLogFile known = RecordingLogFile.read(root.resolve("cluster"));
        storeCopy(cluster);
        forgetSums();
        cut(root.resolve("log"), known.log(), replayed.logEnd());
        replace(cluster, known.cutAt(replayed.logEnd()));
        if (replayed.eventsDiffer()) {
            moveAway(root.resolve("events"));
            replace(cluster, RecordingLogFile.read(root.resolve("cluster")).withoutSnapshots());
        } else if (Files.exists(root.resolve("events"))) {
            cut(root.resolve("events"), 0, replayed.place().position());
        }
        return new Settled(
                replayed.sequence(), replayed.firstNanos(), replayed.begin() > 0, replayed.logEnd(), evidence);
    }

    private void requireWhole(LogVerifier.Replayed replayed) {
        if (replayed.begin() > 0) {
            throw new NodeRefusedException("the log in " + root + " was cut before byte " + replayed.begin()
                    + ": it cannot give all events again; bring back the newest copy of " + root.resolve("events"));
        }
    }

    private Settled rebuildEvents(LogVerifier.Replayed replayed) throws IOException {
        requireWhole(replayed);
        Path cluster = root.resolve("cluster").resolve(RecordingLog.RECORDING_LOG_FILE_NAME);
        RecordingLogFile known = RecordingLogFile.read(root.resolve("cluster"));
        if (replayed.logEnd() < known.reached()) {
            throw new NodeRefusedException("the log in " + root + " can be read up to byte " + replayed.logEnd()
                    + " and went to byte " + known.reached() + ": it cannot give all events again");
        }
        storeCopy(cluster);
        forgetSums();
        replace(cluster, known.withoutSnapshots());
        moveAway(root.resolve("events"));
        return new Settled(
                replayed.sequence(), replayed.firstNanos(), replayed.begin() > 0, replayed.logEnd(), evidence);
    }

    /**
     * Cuts only the log of a directory that the caller holds. Other parts do not fit until the shorter log is accepted.
     */
    static void cutLog(Path root, long end) throws IOException {
        NodeRepair node = new NodeRepair(root);
        node.forgetSums();
        node.cut(
                root.resolve("log"),
                RecordingLogFile.read(root.resolve("cluster")).log(),
                end);
    }

    private Path copyOf(Path file) throws IOException {
        Path place = evidence.resolve(root.relativize(file));
        Files.createDirectories(place.getParent());
        return place;
    }

    /** Puts aside the checksums, because rewritten files have others. */
    private void forgetSums() throws IOException {
        moveAway(DataScrub.sums(root.resolve("log")));
        moveAway(DataScrub.sums(root.resolve("events")));
    }

    private void moveAway(Path path) throws IOException {
        if (Files.exists(path)) {
            Files.move(path, copyOf(path), StandardCopyOption.ATOMIC_MOVE);
            DataDirectory.force(root);
        }
    }

    private void storeCopy(Path file) throws IOException {
        if (Files.exists(file)) {
            Path copy = copyOf(file);
            Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
            DataDirectory.force(copy);
        }
    }

    /**
     * Cuts a recording off behind {@code end}, which is the end of a message; its archive finds the end when it starts.
     */
    private void cut(Path archive, long id, long end) throws IOException {
        Recording recording = CatalogFile.read(archive).get(id);
        if (recording == null) {
            return;
        }
        long base = EventLogFormat.segmentOf(end);
        storeCopy(archive.resolve(CatalogFile.NAME));
        for (long position : EventLogFormat.segments(archive, id)) {
            if (position > base) {
                moveAway(archive.resolve(EventLogFormat.segmentFile(id, position)));
            }
        }
        Path last = archive.resolve(EventLogFormat.segmentFile(id, base));
        if (Files.exists(last)) {
            storeCopy(last);
            zeroFrom(last, end - base);
        }
        CatalogFile.forgetEnd(archive, recording);
        DataDirectory.force(archive);
    }

    private static void zeroFrom(Path segment, long offset) throws IOException {
        try (FileChannel channel = FileChannel.open(segment, StandardOpenOption.WRITE)) {
            channel.truncate(offset);
            channel.write(ByteBuffer.allocate(1), EventLogFormat.SEGMENT_LENGTH - 1L);
            channel.force(true);
        }
    }

    private static void replace(Path file, byte[] bytes) throws IOException {
        Path draft = file.resolveSibling(file.getFileName() + ".draft");
        Files.write(draft, bytes);
        DataDirectory.force(draft);
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        Path parent = file.getParent();
        if (parent != null) {
            DataDirectory.force(parent);
        }
    }
}
