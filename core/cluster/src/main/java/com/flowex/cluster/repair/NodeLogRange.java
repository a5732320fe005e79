package com.flowex.cluster.repair;

import com.flowex.cluster.disk.CatalogFile;
import com.flowex.cluster.disk.EventLogFormat;
import com.flowex.cluster.disk.RecordingLogFile;
import com.flowex.cluster.disk.SegmentFrames;
import io.aeron.cluster.RecordingLog;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Range of the log in the files of a node.
 *
 * @param root directory of the node
 * @param recording recording of the log in its archive
 */
record NodeLogRange(Path root, long recording, long from, LogEnd end) implements LogRange {

    private static final int COMPARED_BYTES = 1 << 16;

    static NodeLogRange of(Path root, long from, LogEnd end) throws IOException {
        Path log = root.resolve("log");
        long id = RecordingLogFile.read(root.resolve("cluster")).log();
        CatalogFile.Recording known = CatalogFile.read(log).get(id);
        if (known == null) {
            throw new IOException("the catalog of " + log + " knows of no log");
        }
        if (before(root, from).isEmpty()) {
            // A log that does not have the position has nothing behind it.
            return new NodeLogRange(root, id, from, new LogEnd(from, end.sequence(), end.timeNanos()));
        }
        if (end.position() > from) {
            long whole =
                    SegmentFrames.wholeUpTo(log, id, known.format(), EventLogFormat.segmentOf(from), end.position());
            if (whole < end.position()) {
                throw new IOException("the log can be read up to byte " + whole + ", its events are of byte "
                        + end.position() + ": " + log);
            }
        }
        return new NodeLogRange(root, id, from, end);
    }

    static String before(Path root, long position) throws IOException {
        Path log = root.resolve("log");
        long id = RecordingLogFile.read(root.resolve("cluster")).log();
        long base = EventLogFormat.segmentOf(Math.max(0, position - 1));
        Path segment = log.resolve(EventLogFormat.segmentFile(id, base));
        return Files.exists(segment)
                ? SegmentFrames.of(segment).sumBefore(Math.toIntExact(position - base), COMPARED_BYTES)
                : "";
    }

    @Override
    public String before() throws IOException {
        return before(root, from);
    }

    @Override
    public String behind() throws IOException {
        return before(root, from + bytes());
    }

    @Override
    public byte[] record() throws IOException {
        return Files.readAllBytes(root.resolve("cluster").resolve(RecordingLog.RECORDING_LOG_FILE_NAME));
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        Path log = root.resolve("log");
        long at = from;
        while (at < end.position()) {
            long base = EventLogFormat.segmentOf(at);
            long to = Math.min(end.position(), base + EventLogFormat.SEGMENT_LENGTH);
            try (FileChannel segment = FileChannel.open(
                    log.resolve(EventLogFormat.segmentFile(recording, base)), StandardOpenOption.READ)) {
                segment.position(at - base);
                LogRange.copy(Channels.newInputStream(segment), to - at, out);
            }
            at = to;
        }
    }
}
