package com.flowex.sandbox.wire;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Writes messages into a buffer, and the buffer to a stream. */
public final class FrameWriter {

    private static final int FLUSH_AT = 64 << 10;

    private final OutputStream out;
    private final int frameMax;
    private ByteBuffer buffer = ByteBuffer.allocate(4_096).order(ByteOrder.LITTLE_ENDIAN);
    private int frameStart;

    /** @param frameMax longest message without its length, in bytes */
    public FrameWriter(OutputStream out, int frameMax) {
        this.out = out;
        this.frameMax = frameMax;
    }

    /** Begins a message. */
    public FrameWriter begin(Enum<?> kind) {
        frameStart = buffer.position();
        return putInt(0).putEnum(kind);
    }

    /**
     * Ends the message; it leaves with the next {@link #flush} at the latest.
     *
     * @throws WireException if it is longer than the other end takes
     */
    public void end() throws IOException {
        int length = buffer.position() - frameStart - Integer.BYTES;
        if (length > frameMax) {
            buffer.position(frameStart);
            throw new WireException("a message of " + length + " bytes is longer than " + frameMax);
        }
        buffer.putInt(frameStart, length);
        if (buffer.position() >= FLUSH_AT) {
            flush();
        }
    }

    public void flush() throws IOException {
        out.write(buffer.array(), 0, buffer.position());
        out.flush();
        buffer.clear();
    }

    public FrameWriter putByte(int value) {
        room(1).put((byte) value);
        return this;
    }

    public FrameWriter putBoolean(boolean value) {
        return putByte(value ? 1 : 0);
    }

    @SuppressWarnings("EnumOrdinal") // Both ends come from one build.
    public FrameWriter putEnum(Enum<?> value) {
        return putByte(value.ordinal());
    }

    public FrameWriter putInt(int value) {
        room(Integer.BYTES).putInt(value);
        return this;
    }

    public FrameWriter putLong(long value) {
        room(Long.BYTES).putLong(value);
        return this;
    }

    public FrameWriter putDouble(double value) {
        return putLong(Double.doubleToRawLongBits(value));
    }

    public FrameWriter putText(String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        putInt(bytes.length);
        room(bytes.length).put(bytes);
        return this;
    }

    private ByteBuffer room(int bytes) {
        if (buffer.remaining() < bytes) {
            ByteBuffer larger = ByteBuffer.allocate(
                            Math.max(Math.addExact(buffer.position(), bytes), buffer.capacity() * 2))
                    .order(ByteOrder.LITTLE_ENDIAN);
            buffer = larger.put(buffer.flip());
        }
        return buffer;
    }
}
