package com.flowex.trading.store.account;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Variable-length encoding: small numbers take few bytes, and a repeated enum constant takes the bytes of a number. */
final class VarintCodec {

    private static final int BITS = 7;
    private static final int MORE = 1 << BITS;
    private static final int BYTES_AT_START = 256;

    private VarintCodec() {}

    /** Writer with a growing buffer. */
    static final class Writer {

        private final List<Enum<?>> words = new ArrayList<>();
        private byte[] bytes = new byte[BYTES_AT_START];
        private int length;

        /** Writes any number; small ones of either sign take few bytes. */
        void number(long value) {
            long rest = value << 1 ^ value >> Long.SIZE - 1;
            while ((rest & -MORE) != 0) {
                one((int) (rest & MORE - 1 | MORE));
                rest >>>= BITS;
            }
            one((int) rest);
        }

        void flag(boolean value) {
            one(value ? 1 : 0);
        }

        void text(String value) {
            bytes(value.getBytes(StandardCharsets.US_ASCII));
        }

        /** Writes a constant: its name the first time, then the index of that name. */
        void word(Enum<?> value) {
            int known = words.indexOf(value);
            number(known < 0 ? words.size() : known);
            if (known < 0) {
                words.add(value);
                text(value.name());
            }
        }

        void big(BigInteger value) {
            bytes(value.toByteArray());
        }

        private void bytes(byte[] some) {
            number(some.length);
            room(some.length);
            System.arraycopy(some, 0, bytes, length, some.length);
            length += some.length;
        }

        private void one(int value) {
            room(1);
            bytes[length++] = (byte) value;
        }

        private void room(int more) {
            if (length + more > bytes.length) {
                bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
            }
        }

        byte[] done() {
            return Arrays.copyOf(bytes, length);
        }
    }

    /** Reader of bytes that {@link Writer} wrote, in the same order. */
    static final class Reader {

        private final List<String> words = new ArrayList<>();
        private final byte[] bytes;
        private int at;

        Reader(byte[] bytes) {
            this.bytes = bytes;
        }

        boolean hasMore() {
            return at < bytes.length;
        }

        long number() {
            long rest = 0;
            for (int shift = 0; ; shift += BITS) {
                byte next = bytes[at++];
                rest |= (long) (next & MORE - 1) << shift;
                if (next >= 0) {
                    return rest >>> 1 ^ -(rest & 1);
                }
            }
        }

        int index() {
            return Math.toIntExact(number());
        }

        boolean flag() {
            return bytes[at++] != 0;
        }

        String text() {
            return new String(some(), StandardCharsets.US_ASCII);
        }

        <E extends Enum<E>> E word(Class<E> type) {
            int place = index();
            if (place == words.size()) {
                words.add(text());
            }
            return Enum.valueOf(type, words.get(place));
        }

        BigInteger big() {
            return new BigInteger(some());
        }

        private byte[] some() {
            int length = index();
            at += length;
            return Arrays.copyOfRange(bytes, at - length, at);
        }
    }
}
