package com.flowex.cluster.repair;

import com.flowex.cluster.disk.CatalogFile;
import com.flowex.cluster.disk.DataDirectory;
import com.flowex.cluster.disk.EventFormat;
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
 * What a log has grown by behind a position, up to the last command that was applied; to be put behind a copy of that log that ends there, whichever
 * node it is of.
 */
public interface LogStretch {

    /** Byte of the log at which it begins. */
    long from();

    /** Where it ends; not behind its beginning if there is nothing. */
    LogEnd end();

    /**
     * What the log has before it, as a sum of the last messages there: another log, or one that was cut and went on, has another. Empty if the log
     * does not go so far.
     */
    String before() throws IOException;

    /** The same of what the log has before its end. */
    String behind() throws IOException;

    /** The record of terms, read now: it may know more than belongs to the stretch, never less. */
    byte[] record() throws IOException;

    /** Writes its bytes. */
    void writeTo(OutputStream out) throws IOException;

    default long bytes() {
        return Math.max(0, end().position() - from());
    }

    /** Of the files of a node's data directory, or the exchange's, whether it runs or not. */
    static LogStretch of(Path dataDirectory, long from) throws IOException {
        return of(dataDirectory, from, LogEnd.of(dataDirectory));
    }

    /** The same, up to an end that is known. */
    static LogStretch of(Path dataDirectory, long from, LogEnd end) throws IOException {
        return NodeStretch.of(DataDirectory.rootOf(dataDirectory), from, end);
    }

    /** As {@link #before}, of a data directory. */
    static String before(Path dataDirectory, long position) throws IOException {
        return NodeStretch.before(DataDirectory.rootOf(dataDirectory), position);
    }

    /**
     * Puts a stretch behind a copy of the log; what the copy has behind the beginning of the stretch goes.
     *
     * @param dataDirectory of the copy, which nobody uses
     * @param record of terms, as it was when the stretch was read; its snapshots are left out
     * @throws IOException if the copy ends before the stretch begins
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
            long base = EventFormat.segmentOf(at);
            long end = Math.min(to, base + EventFormat.SEGMENT_LENGTH);
            write(log.resolve(EventFormat.segmentFile(id, base)), at - base, end - at, bytes);
            at = end;
        }
        Path file = cluster.resolve(RecordingLog.RECORDING_LOG_FILE_NAME);
        byte[] terms = RecordingLogFile.read(cluster).withTermsOf(RecordingLogFile.of(record));
        byte[] cut = RecordingLogFile.of(terms).cutAt(to);
        Files.write(file, RecordingLogFile.of(cut).withSnapshotsOf(catalog.keySet()));
        DataDirectory.force(file);
    }

    /** Of the segment that has what is before a position. */
    private static long base(long position) {
        return EventFormat.segmentOf(Math.max(0, position - 1));
    }

    /** Whatever a copy has behind is of no meaning: of several nodes' logs it may have been taken back. */
    private static void endAt(Path log, long id, long end) throws IOException {
        long base = EventFormat.segmentOf(end);
        for (long segment : EventFormat.segments(log, id)) {
            Path file = log.resolve(EventFormat.segmentFile(id, segment));
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
            if (offset + bytes < EventFormat.SEGMENT_LENGTH) {
                channel.write(ByteBuffer.allocate(1), EventFormat.SEGMENT_LENGTH - 1L);
            }
            channel.force(true);
        }
    }

    /** @throws EOFException if there are not so many */
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
