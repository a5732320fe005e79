package com.flowex.sandbox.wire;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Reads messages whose sender may be hostile: each length, number and text is checked before it is used. */
public final class FrameReader {

    private final InputStream in;
    private final int frameMax;
    private ByteBuffer buffer = buffer(4_096);

    /** @param frameMax longest message without its length, in bytes */
    public FrameReader(InputStream in, int frameMax) {
        this.in = in;
        this.frameMax = frameMax;
    }

    /**
     * Waits for the next message and returns its kind.
     *
     * @throws EOFException if the other end has closed the pipe
     * @throws WireException if the message is too long or of no known kind
     */
    public <K extends Enum<K>> K next(K[] kinds) throws IOException {
        readFully(Integer.BYTES);
        int length = buffer.getInt();
        if (length < 1 || length > frameMax) {
            throw new WireException("a message has " + length + " bytes, allowed are 1 to " + frameMax);
        }
        if (length > buffer.capacity()) {
            buffer = buffer(Math.max(length, Math.min(frameMax, buffer.capacity() * 2)));
        }
        readFully(length);
        return constant(kinds);
    }

    private static ByteBuffer buffer(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    @SuppressWarnings("ByteBufferBackingArray") // The buffer is allocated here, so its array begins at 0.
    private void readFully(int length) throws IOException {
        if (in.readNBytes(buffer.array(), 0, length) < length) {
            throw new EOFException("the other end has closed the pipe");
        }
        buffer.position(0).limit(length);
    }

    /** Returns the length of the message. */
    public int length() {
        return buffer.limit();
    }

    public int getByte() {
        return require(1).get() & 0xff;
    }

    public boolean getBoolean() {
        int value = getByte();
        if (value > 1) {
            throw new WireException("a truth value is " + value);
        }
        return value == 1;
    }

    public <E extends Enum<E>> E constant(E[] constants) {
        int ordinal = getByte();
        if (ordinal >= constants.length) {
            throw new WireException("constant " + ordinal + " of "
                    + constants.getClass().getComponentType().getSimpleName() + " is unknown");
        }
        return constants[ordinal];
    }

    public int getInt() {
        return require(Integer.BYTES).getInt();
    }

    /** Returns a number within bounds, both inclusive. */
    public int getInt(int min, int max) {
        int value = getInt();
        if (value < min || value > max) {
            throw new WireException("a number is " + value + ", allowed are " + min + " to " + max);
        }
        return value;
    }

    public long getLong() {
        return require(Long.BYTES).getLong();
    }

    /** Returns any double: also infinities and what is not a number. */
    public double getDouble() {
        return Double.longBitsToDouble(getLong());
    }

    /** Returns a text of at most so many bytes. */
    public String getText(int bytesMax) {
        int length = getInt(0, bytesMax);
        ByteBuffer text = require(length).slice(buffer.position(), length);
        buffer.position(buffer.position() + length);
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(text).toString();
        } catch (CharacterCodingException e) {
            throw new WireException("a text is not UTF-8");
        }
    }

    /** Requires that the message has been read to its end. */
    public void requireEnd() {
        if (buffer.hasRemaining()) {
            throw new WireException("a message has " + buffer.remaining() + " bytes too many");
        }
    }

    private ByteBuffer require(int bytes) {
        if (buffer.remaining() < bytes) {
            throw new WireException("a message ends within a field");
        }
        return buffer;
    }
}
