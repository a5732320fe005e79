package com.flowex.cluster.repair;

import com.flowex.cluster.archive.LogRetentionLock;
import com.flowex.cluster.disk.CatalogFile;
import com.flowex.cluster.disk.EventLogFormat;
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
 * Copy of a node's directory while the node runs. A file copied later may know more than one copied before, never less.
 * The order is the record of snapshots, the catalogs that know these, the events that the log knows, and the log last.
 */
public final class NodeBackup {
    /** Longest wait for another process that cuts or copies the recordings. */
    private static final Duration TIMEOUT = Duration.ofMinutes(1);

    private final Path from;
    private final NodeCopyTarget to;

    private NodeBackup(Path from, NodeCopyTarget to) {
        this.from = from;
        this.to = to;
    }

    /**
     * Copies the node of a data directory.
     *
     * @param to directory of the copy's node, created here
     */
    public static void copy(Path dataDirectory, Path to) throws IOException {
        run(dataDirectory.resolve("node"), new NodeCopyDirectory(to));
    }

    /**
     * Writes a copy of a node, for {@link NodeSeed#receive} to read.
     *
     * @param node directory of the node
     * @param to output stream, which is flushed and not closed
     */
    public static void write(Path node, OutputStream to) throws IOException {
        run(node, new NodeCopyStream.Writer(to));
    }

    private static void run(Path node, NodeCopyTarget to) throws IOException {
        try (LogRetentionLock _ = LogRetentionLock.take(node, TIMEOUT)) {
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

    /** Copies the present segments only; a segment begun meanwhile belongs to later data. */
    private void segments(String part) throws IOException {
        for (Path segment : files(part, "*.rec")) {
            // A segment that is gone belonged to a snapshot that was given up.
            if (Files.exists(segment)) {
                frames(segment, part + "/" + segment.getFileName());
            }
        }
    }

    /** Copies the whole frames, and makes the rest of the file one hole. */
    private void frames(Path segment, String name) throws IOException {
        SegmentFrames frames = SegmentFrames.of(segment);
        int end = 0;
        while (frames.hasWholeFrameAt(end)) {
            end = frames.next(end);
        }
        try (FileChannel source = FileChannel.open(segment, StandardOpenOption.READ)) {
            to.take(name, source, end, Math.max(end, EventLogFormat.SEGMENT_LENGTH));
        }
    }
}
