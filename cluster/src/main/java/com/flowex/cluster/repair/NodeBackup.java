package com.flowex.cluster.repair;

import com.flowex.cluster.archive.UpkeepLock;
import com.flowex.cluster.disk.CatalogFile;
import com.flowex.cluster.disk.EventFormat;
import com.flowex.cluster.disk.SegmentFrames;
import io.aeron.cluster.RecordingLog;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
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
    private final NodeFiles to;

    private NodeBackup(Path from, NodeFiles to) {
        this.from = from;
        this.to = to;
    }

    /**
     * Copies the node of a data directory.
     *
     * @param to the folder of the copy's node; made here
     */
    public static void copy(Path dataDirectory, Path to) throws IOException {
        run(dataDirectory.resolve("node"), new CopiedFolder(to));
    }

    /**
     * Writes a copy of a node, for {@link NodeSeed#receive} to read.
     *
     * @param node its folder
     * @param to is flushed, not closed
     */
    public static void write(Path node, OutputStream to) throws IOException {
        run(node, new CopiedBytes.Writer(to));
    }

    private static void run(Path node, NodeFiles to) throws IOException {
        try (UpkeepLock _ = UpkeepLock.take(node, PATIENCE)) {
            new NodeBackup(node, to).run();
        }
    }

    private void run() throws IOException {
        whole("version");
        for (Path file : files("cluster", "node-state*")) {
            whole("cluster/" + file.getFileName());
        }
        whole("cluster/" + RecordingLog.RECORDING_LOG_FILE_NAME);
        whole("log/" + CatalogFile.NAME);
        whole("events/" + CatalogFile.NAME);
        segments("events");
        segments("log");
        to.end();
    }

    private List<Path> files(String part, String names) throws IOException {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(from.resolve(part), names)) {
            files.forEach(found::add);
        }
        return found;
    }

    private void whole(String name) throws IOException {
        try (FileChannel source = FileChannel.open(from.resolve(name), StandardOpenOption.READ)) {
            long length = source.size();
            to.take(name, source, length, length);
        }
    }

    /** Only what is there now: a segment that is begun meanwhile belongs to what comes after the copy. */
    private void segments(String part) throws IOException {
        for (Path segment : files(part, "*.rec")) {
            // One that is gone is of an old snapshot that was given up.
            if (Files.exists(segment)) {
                frames(segment, part + "/" + segment.getFileName());
            }
        }
    }

    /** Copies the frames that are whole, and makes the rest of the file one hole. */
    private void frames(Path segment, String name) throws IOException {
        SegmentFrames frames = SegmentFrames.of(segment);
        int end = 0;
        while (frames.hasWholeFrameAt(end)) {
            end = frames.next(end);
        }
        try (FileChannel source = FileChannel.open(segment, StandardOpenOption.READ)) {
            to.take(name, source, end, Math.max(end, EventFormat.SEGMENT_LENGTH));
        }
    }
}
