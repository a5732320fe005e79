package com.flowex.cluster.repair;

import com.flowex.cluster.disk.CatalogFile;
import com.flowex.cluster.disk.DataDirectory;
import com.flowex.cluster.disk.EventLogFormat;
import com.flowex.cluster.disk.LogMessageReader;
import com.flowex.cluster.disk.RecordingFile;
import com.flowex.cluster.disk.RecordingLogFile;
import com.flowex.cluster.disk.SegmentFrames;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Start of a node from a copy of the leader's data. It is needed if the others have cut data from their logs that the
 * node can no longer fetch. The sender of the copy leads, so it has everything that was ever acknowledged.
 */
public final class NodeSeed {

    private NodeSeed() {}

    /**
     * Returns the end of a node's log in bytes; 0 if there is none.
     *
     * @param node directory of the node, which must not be in use
     */
    public static long reach(Path node) throws IOException {
        if (isEmpty(node)) {
            return 0;
        }
        long id = RecordingLogFile.read(node.resolve("cluster")).log();
        Path log = node.resolve("log");
        CatalogFile.Recording recording = CatalogFile.read(log).get(id);
        if (recording == null) {
            return 0;
        }
        List<Long> segments = EventLogFormat.segments(log, id);
        return segments.isEmpty()
                ? 0
                : SegmentFrames.wholeUpTo(log, id, recording.format(), segments.getLast(), Long.MAX_VALUE);
    }

    /**
     * Returns true if a directory has no data from which a node could continue. Either it is new, its data is gone, or
     * it fetched only what the others had not cut, which is useless without an earlier snapshot.
     */
    public static boolean isEmpty(Path node) throws IOException {
        if (Files.isDirectory(node.resolve("events")) && hasFrames(node.resolve("events"))) {
            return false;
        }
        Path log = node.resolve("log");
        RecordingLogFile known = RecordingLogFile.read(node.resolve("cluster"));
        long id = Math.max(0, known.log());
        return !Files.isDirectory(log)
                || !LogMessageReader.hasCommand(new RecordingFile(log, id))
                || known.snapshots().isEmpty() && RecordingFile.firstSegment(log, id) > 0;
    }

    private static boolean hasFrames(Path part) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(part, "*.rec")) {
            for (Path file : files) {
                if (SegmentFrames.of(file).hasFrameAt(0)) {
                    return true;
                }
            }
        }
        return false;
    }

    /**
     * Creates a node from a copy that another node sends. The node exists only when all of it is here and on the disk.
     *
     * @param node directory of the node, which is empty or missing and not in use
     * @return number of bytes received
     * @throws com.flowex.cluster.stop.NodeRefusedException if a process uses the directory
     * @throws IOException if the copy broke off, was changed on its way, or does not fit on the disk; a new attempt
     *     begins from the start
     */
    public static long receive(Path node, InputStream copy) throws IOException {
        if (!isEmpty(node)) {
            throw new IOException(node + " has a log: a copy would take its place");
        }
        if (Files.exists(node.resolve(DataDirectory.MARKER))) {
            DataDirectory.read(node).close();
        }
        Path draft = node.resolveSibling(node.getFileName() + ".copy");
        delete(draft);
        long bytes = read(copy, draft);
        delete(node);
        Files.move(draft, node, StandardCopyOption.ATOMIC_MOVE);
        DataDirectory.force(Objects.requireNonNull(node.toAbsolutePath().getParent()));
        return bytes;
    }

    /** Reads a copy into a draft, and deletes it unless it is whole, to free the space. */
    private static long read(InputStream copy, Path draft) throws IOException {
        boolean isWhole = false;
        try {
            long bytes = NodeCopyStream.read(copy, new NodeCopyDirectory(draft));
            isWhole = true;
            return bytes;
        } catch (EOFException e) {
            throw new IOException("it broke off", e);
        } finally {
            if (!isWhole) {
                delete(draft);
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
