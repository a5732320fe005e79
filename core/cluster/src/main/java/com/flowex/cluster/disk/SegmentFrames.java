package com.flowex.cluster.disk;

import io.aeron.logbuffer.FrameDescriptor;
import io.aeron.protocol.DataHeaderFlyweight;
import io.aeron.protocol.HeaderFlyweight;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.agrona.BitUtil;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Frames of a segment file as they are on the disk. An archive that replays across damage drops the whole block that it
 * has read ahead, good frames included; this class finds the good ones.
 */
public final class SegmentFrames {
    private final UnsafeBuffer file;

    private SegmentFrames(UnsafeBuffer file) {
        this.file = file;
    }

    public static SegmentFrames of(Path segment) throws IOException {
        try (FileChannel channel = FileChannel.open(segment, StandardOpenOption.READ)) {
            return new SegmentFrames(new UnsafeBuffer(channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size())));
        }
    }

    /** Returns the position up to which a recording has whole frames, each at its place; at most {@code to}. */
    public static long wholeUpTo(Path directory, long recording, FrameFormat format, long from, long to)
            throws IOException {
        long position = from;
        while (position < to) {
            long base = EventLogFormat.segmentOf(position);
            Path segment = directory.resolve(EventLogFormat.segmentFile(recording, base));
            if (!Files.exists(segment)) {
                return position;
            }
            long end = base + of(segment).wholeUpTo(Math.toIntExact(position - base), base, format);
            if (end < base + EventLogFormat.SEGMENT_LENGTH) {
                return Math.min(end, to);
            }
            position = end;
        }
        return to;
    }

    /** Writes the header of an empty frame, because an archive truncates a recording only at a frame. */
    public static void mark(Path directory, long recording, long position) throws IOException {
        long base = EventLogFormat.segmentOf(position);
        Path segment = directory.resolve(EventLogFormat.segmentFile(recording, base));
        if (Files.exists(segment)) {
            ByteBuffer bytes = ByteBuffer.allocate(DataHeaderFlyweight.HEADER_LENGTH);
            DataHeaderFlyweight header = new DataHeaderFlyweight(bytes);
            header.termOffset((int) (position % EventLogFormat.TERM_LENGTH))
                    .termId((int) (EventLogFormat.INITIAL_TERM + position / EventLogFormat.TERM_LENGTH))
                    .streamId(EventLogFormat.STREAM)
                    .headerType(HeaderFlyweight.HDR_TYPE_DATA)
                    .frameLength(DataHeaderFlyweight.HEADER_LENGTH);
            try (FileChannel channel = FileChannel.open(segment, StandardOpenOption.WRITE)) {
                channel.write(bytes, position - base);
            }
        }
    }

    private int wholeUpTo(int from, long base, FrameFormat format) {
        int at = from;
        while (hasWholeFrameAt(at) && isAtItsPlace(at, base + at, format)) {
            at = next(at);
        }
        return at;
    }

    private boolean isAtItsPlace(int at, long position, FrameFormat format) {
        int termOffset = file.getInt(at + DataHeaderFlyweight.TERM_OFFSET_FIELD_OFFSET, ByteOrder.LITTLE_ENDIAN);
        int termId = file.getInt(at + DataHeaderFlyweight.TERM_ID_FIELD_OFFSET, ByteOrder.LITTLE_ENDIAN);
        int streamId = file.getInt(at + DataHeaderFlyweight.STREAM_ID_FIELD_OFFSET, ByteOrder.LITTLE_ENDIAN);
        return termOffset == position % format.termLength()
                && termId == (int) (format.initialTerm() + position / format.termLength())
                && streamId == format.stream();
    }

    /**
     * Returns a sum of the messages in the last bytes before a place. It is equal on every node, because it excludes
     * headers, which contain a node's own session.
     *
     * @param length highest number of bytes to include, in whole frames
     * @return the sum; empty if no frame ends there
     */
    public String sumBefore(int end, int length) {
        int at = 0;
        while (at < end - length && hasWholeFrameAt(at)) {
            at = next(at);
        }
        MessageDigest sum = sha256();
        while (at < end && hasWholeFrameAt(at)) {
            if (!isPadding(at)) {
                byte[] message = new byte[length(at) - DataHeaderFlyweight.HEADER_LENGTH];
                file.getBytes(at + DataHeaderFlyweight.HEADER_LENGTH, message);
                sum.update(message);
            }
            at = next(at);
        }
        return at == end ? HexFormat.of().formatHex(sum.digest()) : "";
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    public boolean hasFrameAt(int at) {
        return at + DataHeaderFlyweight.HEADER_LENGTH <= file.capacity() && length(at) > 0;
    }

    /** Returns true if the frame here is valid and all its bytes are in this file. */
    public boolean hasWholeFrameAt(int at) {
        return hasFrameAt(at)
                && length(at) >= DataHeaderFlyweight.HEADER_LENGTH
                && length(at) <= file.capacity() - at
                && next(at) <= file.capacity()
                && (type(at) == HeaderFlyweight.HDR_TYPE_DATA || type(at) == HeaderFlyweight.HDR_TYPE_PAD);
    }

    boolean isPadding(int at) {
        return type(at) == HeaderFlyweight.HDR_TYPE_PAD;
    }

    private int type(int at) {
        return file.getShort(at + HeaderFlyweight.TYPE_FIELD_OFFSET, ByteOrder.LITTLE_ENDIAN) & 0xFFFF;
    }

    /** Returns the flags of a frame, which mark the beginning and end of a message; see {@link FrameDescriptor}. */
    int flags(int at) {
        return file.getByte(at + HeaderFlyweight.FLAGS_FIELD_OFFSET) & 0xFF;
    }

    /** Returns the file's bytes. */
    DirectBuffer bytes() {
        return file;
    }

    /** Returns the length of the frame and its header, in bytes. */
    int length(int at) {
        return file.getInt(at + HeaderFlyweight.FRAME_LENGTH_FIELD_OFFSET, ByteOrder.LITTLE_ENDIAN);
    }

    /** Returns the offset of the frame behind this one. */
    public int next(int at) {
        return at + BitUtil.align(length(at), FrameDescriptor.FRAME_ALIGNMENT);
    }
}
