package com.flowex.cluster.archive;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import java.util.zip.GZIPInputStream;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Reader of the batches of one object of the archive, in order. */
final class ArchivedSegmentReader implements AutoCloseable {
    /** Longest message: an eighth of a term. */
    private static final int LENGTH_MAX = 1 << 20;

    private final ArchivedSegment segment;
    private final CRC32C sum = new CRC32C();
    private final DataInputStream in;
    private final UnsafeBuffer message = new UnsafeBuffer(new byte[LENGTH_MAX]);
    private int length;
    private long endPosition;

    /** @throws IOException if the object is not the one that its name states */
    ArchivedSegmentReader(ArchivedSegment segment, InputStream object) throws IOException {
        this.segment = segment;
        in = new DataInputStream(new CheckedInputStream(new GZIPInputStream(object, 1 << 16), sum));
        if (in.readLong() != ArchivedSegmentWriter.MAGIC
                || in.readLong() != segment.base()
                || in.readLong() != segment.firstSequence()) {
            throw damaged("its beginning is of something else");
        }
    }

    /**
     * Reads the next batch. Returns false behind the last one, if everything is as it was written.
     *
     * @throws IOException if the object is damaged or cut
     */
    boolean next() throws IOException {
        length = in.readInt();
        if (length == 0) {
            requireEnd();
            return false;
        }
        if (length < 0 || length > LENGTH_MAX) {
            throw damaged("a message of " + length + " bytes");
        }
        endPosition = in.readLong();
        in.readFully(message.byteArray(), 0, length);
        return true;
    }

    private void requireEnd() throws IOException {
        if (in.readLong() != segment.lastSequence() || (int) sum.getValue() != segment.sum()) {
            throw damaged("its sum is another");
        }
    }

    private IOException damaged(String why) {
        return new IOException("the archive's " + segment.name() + " is damaged: " + why);
    }

    DirectBuffer message() {
        return message;
    }

    int length() {
        return length;
    }

    /** Returns the event-log position after this batch, in bytes. */
    long endPosition() {
        return endPosition;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
