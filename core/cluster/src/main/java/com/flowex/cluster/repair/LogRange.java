package com.flowex.cluster.repair;

import com.flowex.cluster.disk.CatalogFile;
import com.flowex.cluster.disk.DataDirectory;
import com.flowex.cluster.disk.EventLogFormat;
import com.flowex.cluster.disk.RecordingLogFile;
import com.flowex.cluster.disk.SegmentFrames;
import io.aeron.cluster.RecordingLog;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;

/**
 * Range of a log from a position up to the last applied command. It can be appended to any node's copy of that log that
 * ends at this position.
 */
public interface LogRange {

    /** Returns the position in the log at which the range begins, in bytes. */
    long from();

    /** Returns its end, which is not behind its beginning if the range is empty. */
    LogEnd end();

    /**
     * Returns a sum of the last messages before the range. A different log, or one that was cut and continued, has
     * another sum. It is empty if the log does not reach so far.
     */
    String before() throws IOException;

    /** Returns the same sum for the last messages before the end of the range. */
    String behind() throws IOException;

    /** Reads the record of terms now. It may know more than belongs to the range, never less. */
    byte[] record() throws IOException;

    /** Writes the bytes of the range. */
    void writeTo(OutputStream out) throws IOException;

    default long bytes() {
        return Math.max(0, end().position() - from());
    }

    /** Returns a range from the files of a node's data directory, or the exchange's; the node may run or not. */
    static LogRange of(Path dataDirectory, long from) throws IOException {
        return of(dataDirectory, from, LogEnd.of(dataDirectory));
    }

    /** Returns a range up to a known end. */
    static LogRange of(Path dataDirectory, long from, LogEnd end) throws IOException {
        return NodeLogRange.of(DataDirectory.rootOf(dataDirectory), from, end);
    }

    /** Works like {@link #before}, for a data directory. */
    static String before(Path dataDirectory, long position) throws IOException {
        return NodeLogRange.before(DataDirectory.rootOf(dataDirectory), position);
    }

    /**
     * Appends a range to a copy of the log; anything that the copy has behind the beginning of the range is removed.
     *
     * @param dataDirectory data directory of the copy, which must not be in use
     * @param record record of terms, as it was when the range was read; its snapshots are left out
     * @throws IOException if the copy ends before the range begins
     */
    static void append(Path dataDirectory, long from, long to, byte[] record, InputStream bytes) throws IOException {
        Path root = DataDirectory.rootOf(dataDirectory);
        Path log = root.resolve("log");
        Path cluster = root.resolve("cluster");
        long id = RecordingLogFile.read(cluster).log();
        Map<Long, CatalogFile.Recording> catalog = CatalogFile.read(log);
        CatalogFile.Recording recording = catalog.get(id);
        if (recording == null || SegmentFrames.wholeUpTo(log, id, recording.format(), base(from), from) < from) {
            throw new IOException("the log in " + log + " ends before byte " + from);
        }
        endAt(log, id, from);
        long at = from;
        while (at < to) {
            long base = EventLogFormat.segmentOf(at);
            long end = Math.min(to, base + EventLogFormat.SEGMENT_LENGTH);
            write(log.resolve(EventLogFormat.segmentFile(id, base)), at - base, end - at, bytes);
            at = end;
        }
        Path file = cluster.resolve(RecordingLog.RECORDING_LOG_FILE_NAME);
        byte[] terms = RecordingLogFile.read(cluster).withTermsOf(RecordingLogFile.of(record));
        byte[] cut = RecordingLogFile.of(terms).cutAt(to);
        Files.write(file, RecordingLogFile.of(cut).withSnapshotsOf(catalog.keySet()));
        DataDirectory.force(file);
    }

    /** Returns the beginning of the segment that has the data before a position. */
    private static long base(long position) {
        return EventLogFormat.segmentOf(Math.max(0, position - 1));
    }

    /** Removes everything behind a position. It has no meaning, because one of several nodes may have taken it back. */
    private static void endAt(Path log, long id, long end) throws IOException {
        long base = EventLogFormat.segmentOf(end);
        for (long segment : EventLogFormat.segments(log, id)) {
            Path file = log.resolve(EventLogFormat.segmentFile(id, segment));
            if (segment > base) {
                Files.delete(file);
            } else if (segment == base) {
                write(file, end - base, 0, InputStream.nullInputStream());
            }
        }
    }

    private static void write(Path segment, long offset, long bytes, InputStream in) throws IOException {
        try (FileChannel channel = FileChannel.open(segment, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.truncate(offset);
            channel.position(offset);
            copy(in, bytes, Channels.newOutputStream(channel));
            if (offset + bytes < EventLogFormat.SEGMENT_LENGTH) {
                channel.write(ByteBuffer.allocate(1), EventLogFormat.SEGMENT_LENGTH - 1L);
            }
            channel.force(true);
        }
    }

    /** @throws EOFException if there are fewer bytes */
    static void copy(InputStream in, long bytes, OutputStream out) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long left = bytes;
        while (left > 0) {
            int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (read < 0) {
                throw new EOFException("cut " + left + " bytes before its end");
            }
            out.write(buffer, 0, read);
            left -= read;
        }
    }
}
