package com.flowex.cluster.repair;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;

/**
 * Range of the log received from another node. It ends with a CRC-32C, so a range that broke off or was changed on its
 * way is refused.
 *
 * @param file file with the bytes of the range; the requester deletes it
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record ReceivedLogRange(long from, LogEnd end, String before, String behind, byte[] record, Path file)
        implements LogRange {

    private static final int RECORD_BYTES_MAX = 1 << 26;

    /** Sends a range, for {@link #receive}; the stream is flushed, not closed. */
    public static void send(LogRange range, OutputStream to) throws IOException {
        CRC32C sum = new CRC32C();
        DataOutputStream out = new DataOutputStream(new CheckedOutputStream(to, sum));
        out.writeLong(range.from());
        out.writeLong(range.end().position());
        out.writeLong(range.end().sequence());
        out.writeLong(range.end().timeNanos());
        out.writeUTF(range.before());
        out.writeUTF(range.behind());
        range.writeTo(out);
        byte[] record = range.record();
        out.writeInt(record.length);
        out.write(record);
        out.writeLong(sum.getValue());
        out.flush();
    }

    /**
     * Receives a range.
     *
     * @param file file for the bytes of the log; its old content is replaced
     * @throws IOException if it broke off or was changed on its way
     */
    public static ReceivedLogRange receive(InputStream sent, Path file) throws IOException {
        CRC32C sum = new CRC32C();
        DataInputStream in = new DataInputStream(new CheckedInputStream(sent, sum));
        try {
            long from = in.readLong();
            LogEnd end = new LogEnd(in.readLong(), in.readLong(), in.readLong());
            String before = in.readUTF();
            String behind = in.readUTF();
            try (OutputStream out = Files.newOutputStream(file)) {
                LogRange.copy(in, Math.max(0, end.position() - from), out);
            }
            int length = in.readInt();
            if (length < 0 || length > RECORD_BYTES_MAX) {
                throw new IOException("what a node sent of its log was changed on its way");
            }
            byte[] record = new byte[length];
            in.readFully(record);
            long found = sum.getValue();
            if (in.readLong() != found) {
                throw new IOException("what a node sent of its log was changed on its way");
            }
            return new ReceivedLogRange(from, end, before, behind, record, file);
        } catch (EOFException e) {
            throw new IOException("what a node sent of its log broke off", e);
        }
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        Files.copy(file, out);
    }
}
