package com.flowex.cluster.snapshot;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Delta encoding of snapshot records: a record is written as its difference from the one before of the same kind.
 * Neighbours in a snapshot differ in a few bytes, and the size of a snapshot determines how long the disk holds up the
 * exchange. An instance either writes or reads.
 *
 * <pre>
 * record: byte kind, short length, for each 64 bytes: byte (bit w: word w differs),
 *         for each word that differs: byte (bit b: byte b differs), those bytes, XOR those before
 * </pre>
 */
final class RecordDeltaCodec {
    private static final int HEADER_LENGTH = Byte.BYTES + Short.BYTES;
    private static final int LENGTH_AT = Byte.BYTES;
    private static final int GROUP_LENGTH = 64;
    private static final int GROUP_PACKED_MAX = 1 + GROUP_LENGTH + GROUP_LENGTH / Long.BYTES;
    private static final int KINDS = 1 << Byte.SIZE;

    private final int lengthMax;
    private final UnsafeBuffer[] latest = new UnsafeBuffer[KINDS];
    private DirectBuffer record = new UnsafeBuffer();
    private int length;

    /** @param lengthMax highest length of a record, in bytes */
    RecordDeltaCodec(int lengthMax) {
        this.lengthMax = lengthMax;
        for (int kind = 0; kind < KINDS; kind++) {
            latest[kind] = new UnsafeBuffer();
        }
    }

    /** Returns the highest packed length of a record of this length. */
    static int packedMax(int length) {
        return HEADER_LENGTH + groups(length) * GROUP_PACKED_MAX;
    }

    private static int groups(int length) {
        return (length + GROUP_LENGTH - 1) / GROUP_LENGTH;
    }

    /**
     * Packs a record.
     *
     * @param kind kind of the record, 0 to 255
     * @param bytes bytes of the record, from 0 on, followed by zeros up to a whole word
     * @return number of bytes written
     */
    int pack(int kind, DirectBuffer bytes, int bytesLength, MutableDirectBuffer out, int offset) {
        UnsafeBuffer before = latest(kind);
        out.putByte(offset, (byte) kind);
        out.putShort(offset + LENGTH_AT, (short) bytesLength, LITTLE_ENDIAN);
        int at = offset + HEADER_LENGTH;
        for (int group = 0; group < bytesLength; group += GROUP_LENGTH) {
            int words = 0;
            int wordsAt = at++;
            int end = Math.min(group + GROUP_LENGTH, bytesLength);
            for (int word = group; word < end; word += Long.BYTES) {
                long now = bytes.getLong(word, LITTLE_ENDIAN);
                long difference = now ^ before.getLong(word, LITTLE_ENDIAN);
                if (difference != 0) {
                    before.putLong(word, now, LITTLE_ENDIAN);
                    words |= 1 << (word - group) / Long.BYTES;
                    at = packWord(difference, out, at);
                }
            }
            out.putByte(wordsAt, (byte) words);
        }
        return at - offset;
    }

    private static int packWord(long difference, MutableDirectBuffer out, int offset) {
        int differing = 0;
        int at = offset + 1;
        for (int place = 0; place < Long.BYTES; place++) {
            byte one = (byte) (difference >>> place * Byte.SIZE);
            if (one != 0) {
                differing |= 1 << place;
                out.putByte(at++, one);
            }
        }
        out.putByte(offset, (byte) differing);
        return at;
    }

    /**
     * Unpacks a record. Afterwards it is {@link #record}, {@link #length} bytes from 0 on.
     *
     * @param end limit of reading
     * @return offset at which the next record begins
     * @throws IllegalArgumentException if there is no record
     */
    int unpack(DirectBuffer in, int offset, int end) {
        require(offset + HEADER_LENGTH <= end);
        UnsafeBuffer known = latest(Byte.toUnsignedInt(in.getByte(offset)));
        length = Short.toUnsignedInt(in.getShort(offset + LENGTH_AT, LITTLE_ENDIAN));
        require(length <= lengthMax);
        int at = offset + HEADER_LENGTH;
        for (int group = 0; group < length; group += GROUP_LENGTH) {
            require(at < end);
            int words = Byte.toUnsignedInt(in.getByte(at++));
            while (words != 0) {
                at = unpackWord(known, group + Integer.numberOfTrailingZeros(words) * Long.BYTES, in, at, end);
                words &= words - 1;
            }
        }
        record = known;
        return at;
    }

    private static int unpackWord(UnsafeBuffer known, int word, DirectBuffer in, int offset, int end) {
        require(offset < end);
        int differing = Byte.toUnsignedInt(in.getByte(offset));
        int at = offset + 1;
        require(at + Integer.bitCount(differing) <= end);
        long difference = 0;
        while (differing != 0) {
            int place = Integer.numberOfTrailingZeros(differing);
            difference |= Byte.toUnsignedLong(in.getByte(at++)) << place * Byte.SIZE;
            differing &= differing - 1;
        }
        known.putLong(word, known.getLong(word, LITTLE_ENDIAN) ^ difference, LITTLE_ENDIAN);
        return at;
    }

    /** Returns the bytes of the record that was unpacked last. */
    DirectBuffer record() {
        return record;
    }

    int length() {
        return length;
    }

    private UnsafeBuffer latest(int kind) {
        UnsafeBuffer bytes = latest[kind];
        if (bytes.capacity() == 0) {
            bytes.wrap(new byte[groups(lengthMax) * GROUP_LENGTH]);
        }
        return bytes;
    }

    private static void require(boolean isSo) {
        if (!isSo) {
            throw new IllegalArgumentException("a record reaches beyond its part");
        }
    }
}
