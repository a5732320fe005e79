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
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/**
 * What a log has grown by between two positions, read from the files of a node that may be running, and put behind a copy of
 * that log that ends earlier.
 *
 * @param end where it ends
 * @param from byte of the log at which it begins
 * @param recording of the log in its archive
 */
public record LogStretch(Path dataDirectory, long recording, long from, LogEnd end) {

    private static final int BUFFER_BYTES = 1 << 16;

    /** What there is behind a position; nothing if no command led to events since. */
    public static Optional<LogStretch> since(Path dataDirectory, long from) throws IOException {
        LogEnd end = LogEnd.of(dataDirectory);
        if (end.position() <= from) {
            return Optional.empty();
        }
        Path log = dataDirectory.resolve("node").resolve("log");
        long id = RecordingLogFile.read(cluster(dataDirectory)).log();
        CatalogFile.Recording recording = CatalogFile.read(log).get(id);
        if (recording == null) {
            throw new IOException("the catalog of " + log + " knows of no log");
        }
        long whole = SegmentFrames.wholeUpTo(log, id, recording.format(), EventFormat.segmentOf(from), end.position());
        if (whole < end.position()) {
            throw new IOException("the log can be read up to byte " + whole + ", its events are of byte "
                    + end.position() + ": " + log);
        }
        return Optional.of(new LogStretch(dataDirectory, id, from, end));
    }

    private static Path cluster(Path dataDirectory) {
        return dataDirectory.resolve("node").resolve("cluster");
    }

    /**
     * What a log has before a position, as a sum of its last bytes there: another log, or one that was cut and went on, has
     * another. Empty if it does not go so far.
     */
    public static String before(Path dataDirectory, long position) throws IOException {
        Path log = dataDirectory.resolve("node").resolve("log");
        long id = RecordingLogFile.read(cluster(dataDirectory)).log();
        long base = EventFormat.segmentOf(Math.max(0, position - 1));
        Path segment = log.resolve(EventFormat.segmentFile(id, base));
        if (!Files.exists(segment) || Files.size(segment) < position - base) {
            return "";
        }
        ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(BUFFER_BYTES, position - base));
        try (FileChannel channel = FileChannel.open(segment, StandardOpenOption.READ)) {
            long from = position - bytes.capacity();
            int read = 0;
            while (bytes.hasRemaining() && read >= 0) {
                read = channel.read(bytes, from - base + bytes.position());
            }
        }
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.array()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** The record of terms that belongs to it. */
    public Path record() {
        return cluster(dataDirectory).resolve(RecordingLog.RECORDING_LOG_FILE_NAME);
    }

    public long bytes() {
        return end.position() - from;
    }

    /** Writes its bytes. */
    public void writeTo(OutputStream out) throws IOException {
        Path log = dataDirectory.resolve("node").resolve("log");
        long at = from;
        while (at < end.position()) {
            long base = EventFormat.segmentOf(at);
            long to = Math.min(end.position(), base + EventFormat.SEGMENT_LENGTH);
            try (FileChannel segment =
                    FileChannel.open(log.resolve(EventFormat.segmentFile(recording, base)), StandardOpenOption.READ)) {
                segment.position(at - base);
                InputStream in = Channels.newInputStream(segment);
                copy(in, to - at, out);
            }
            at = to;
        }
    }

    private static void copy(InputStream in, long bytes, OutputStream out) throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
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

    /**
     * Puts a stretch behind a copy of the log.
     *
     * @param dataDirectory of the copy, which nobody uses
     * @param record of terms, as it was when the stretch was read; snapshots that the copy has not are left out
     * @throws IOException if the copy ends before the stretch begins
     */
    public static void append(Path dataDirectory, long from, long to, byte[] record, InputStream bytes)
            throws IOException {
        Path log = dataDirectory.resolve("node").resolve("log");
        long id = RecordingLogFile.read(cluster(dataDirectory)).log();
        Map<Long, CatalogFile.Recording> catalog = CatalogFile.read(log);
        CatalogFile.Recording recording = catalog.get(id);
        if (recording == null
                || SegmentFrames.wholeUpTo(log, id, recording.format(), EventFormat.segmentOf(from), from) < from) {
            throw new IOException("the log in " + log + " ends before byte " + from);
        }
        long at = from;
        while (at < to) {
            long base = EventFormat.segmentOf(at);
            long end = Math.min(to, base + EventFormat.SEGMENT_LENGTH);
            write(log.resolve(EventFormat.segmentFile(id, base)), at - base, end - at, bytes);
            at = end;
        }
        Path file = cluster(dataDirectory).resolve(RecordingLog.RECORDING_LOG_FILE_NAME);
        Files.write(file, record);
        Files.write(file, RecordingLogFile.read(cluster(dataDirectory)).cutAt(to));
        Files.write(file, RecordingLogFile.read(cluster(dataDirectory)).withSnapshotsOf(catalog.keySet()));
        DataDirectory.force(file);
    }

    /** Whatever a copy had behind is of no meaning. */
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
}
