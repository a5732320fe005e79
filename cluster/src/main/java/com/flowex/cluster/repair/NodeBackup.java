package com.flowex.cluster.repair;

import com.flowex.cluster.archive.UpkeepLock;
import com.flowex.cluster.disk.CatalogFile;
import com.flowex.cluster.disk.DataDirectory;
import com.flowex.cluster.disk.EventFormat;
import com.flowex.cluster.disk.SegmentFrames;
import io.aeron.cluster.RecordingLog;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Copies a node's directory while the node runs. What is copied later may know more than what was copied before, never
 * less: the record of snapshots, the catalogs that know these, the events of which the log knows, and the log last.
 */
public final class NodeBackup {
    /** For one who cuts or copies them now. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Path from;
    private final Path to;

    private NodeBackup(Path from, Path to) {
        this.from = from;
        this.to = to;
    }

    /**
     * Copies the node of a data directory.
     *
     * @param to the folder of the copy's node; made here
     */
    public static void copy(Path dataDirectory, Path to) throws IOException {
        Path node = dataDirectory.resolve("node");
        try (UpkeepLock _ = UpkeepLock.take(node, PATIENCE)) {
            new NodeBackup(node, to).run();
        }
    }

    private void run() throws IOException {
        Path cluster = Files.createDirectories(to.resolve("cluster"));
        Files.createDirectories(to.resolve("log"));
        Files.createDirectories(to.resolve("events"));
        Files.writeString(to.resolve("node.lock"), "");
        copy("version");
        try (DirectoryStream<Path> files = Files.newDirectoryStream(from.resolve("cluster"), "node-state*")) {
            for (Path file : files) {
                Files.copy(file, cluster.resolve(file.getFileName()), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
        copy("cluster/" + RecordingLog.RECORDING_LOG_FILE_NAME);
        copy("log/" + CatalogFile.NAME);
        copy("events/" + CatalogFile.NAME);
        segments("events");
        segments("log");
        DataDirectory.force(to);
    }

    private void copy(String file) throws IOException {
        Path copy = to.resolve(file);
        Files.copy(from.resolve(file), copy, StandardCopyOption.COPY_ATTRIBUTES);
        DataDirectory.force(copy);
    }

    /** Only what is there now: a segment that is begun meanwhile belongs to what comes after the copy. */
    private void segments(String part) throws IOException {
        List<Path> segments = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(from.resolve(part), "*.rec")) {
            files.forEach(segments::add);
        }
        for (Path segment : segments) {
            // One that is gone is of an old snapshot that was given up.
            if (Files.exists(segment)) {
                frames(segment, to.resolve(part).resolve(segment.getFileName()));
            }
        }
    }

    /** Copies the frames that are whole, and makes the rest of the file one hole. */
    private static void frames(Path segment, Path copy) throws IOException {
        SegmentFrames frames = SegmentFrames.of(segment);
        int end = 0;
        while (frames.hasWholeFrameAt(end)) {
            end = frames.next(end);
        }
        try (FileChannel source = FileChannel.open(segment, StandardOpenOption.READ);
                FileChannel target = FileChannel.open(copy, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            long at = 0;
            while (at < end) {
                at += source.transferTo(at, end - at, target);
            }
            if (end < EventFormat.SEGMENT_LENGTH) {
                target.write(ByteBuffer.allocate(1), EventFormat.SEGMENT_LENGTH - 1L);
            }
            target.force(true);
        }
    }
}
