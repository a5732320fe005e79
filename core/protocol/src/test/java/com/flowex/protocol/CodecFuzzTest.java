package com.flowex.protocol;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.testsupport.PropertyTestSeeds;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Foreign bytes at every decoder. A failing seed is the whole bug report. */
class CodecFuzzTest {

    /** Number of fixed seeds; each damages one of every message {@link #MUTATIONS} times. */
    private static final int SEEDS = Boolean.getBoolean("flowex.full") ? 5_000 : ShapesTest.SEEDS;

    private static final long DRAWN = PropertyTestSeeds.drawn(CodecFuzzTest.class);
    private static final int MUTATIONS = Boolean.getBoolean("flowex.full") ? 40 : 15;

    /** Bytes that a decoder may allocate for any input: an exception with its trace and its text. */
    private static final int ALLOCATION_BASE = 8_192;

    /** And for each byte of the message: a transfer of 53 bytes is seven objects of 200 bytes. */
    private static final int ALLOCATION_PER_BYTE = 6;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final UnsafeBuffer written = new UnsafeBuffer(new byte[64 * 1_024]);
    private final UnsafeBuffer around = new UnsafeBuffer(new byte[64 * 1_024]);

    static List<Kind<?>> kinds() {
        return Kind.all();
    }

    /**
     * Goal: no damage escapes as an exception, makes room for more than the message can hold, or reads what is not the
     * message's; and what is still understood has the one form its value encodes to. Method: bits flipped, bytes changed,
     * ends cut off, lengths and counts set to extremes, messages joined, parts cut out, and what a decoder allocates is
     * counted. The message stands alone in an array, so that reading beyond it fails.
     */
    @ParameterizedTest
    @MethodSource("kinds")
    <T> void aDamagedMessageIsGarbledOrTheOneFormOfAnotherValue(Kind<T> kind) {
        Tally tally = new Tally();
        LongStream.concat(LongStream.range(0, SEEDS), LongStream.of(DRAWN)).forEach(seed -> damage(kind, seed, tally));
        System.out.println("proof: decoder of " + kind + " took " + tally);
        assertTrue(tally.understood > 0 && tally.garbled > tally.understood, tally::toString);
    }

    private <T> void damage(Kind<T> kind, long seed, Tally tally) {
        Mutations mutations = new Mutations(seed);
        List<byte[]> messages = messages(kind, seed);
        for (int i = 0; i < messages.size(); i++) {
            byte[] other = messages.get((int) ((i + seed + 1) % messages.size()));
            for (int j = 0; j < MUTATIONS; j++) {
                requireHarmless(kind, mutations.damaged(messages.get(i), other), seed, tally);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    <T> void aMessageCutShortOrFollowedByMoreIsGarbled(Kind<T> kind) {
        for (byte[] message : messages(kind, 7)) {
            for (int length = 0; length <= message.length + 9; length++) {
                byte[] other = Arrays.copyOf(message, length);
                if (length > 0) {
                    other[length - 1] = message[message.length - 1];
                }

                if (length != message.length) {
                    assertInstanceOf(Decoded.Garbled.class, decode(kind, other), text(other));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    <T> void aFrameOutsideItsBufferIsGarbled(Kind<T> kind) {
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[64]);

        assertInstanceOf(Decoded.Garbled.class, kind.decoder().decode(buffer, -1, 20));
        assertInstanceOf(Decoded.Garbled.class, kind.decoder().decode(buffer, 0, -1));
        assertInstanceOf(Decoded.Garbled.class, kind.decoder().decode(buffer, 60, 20));
        assertInstanceOf(Decoded.Garbled.class, kind.decoder().decode(buffer, 0, Integer.MAX_VALUE));
        assertInstanceOf(Decoded.Garbled.class, kind.decoder().decode(buffer, Integer.MAX_VALUE, 20));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    <T> void aMessageOfAnotherSchemaVersionOrBlockLengthIsGarbled(Kind<T> kind) {
        for (byte[] message : messages(kind, 8)) {
            for (int field : new int[] {0, 4, 6}) {
                byte[] other = message.clone();
                other[field]++;

                assertInstanceOf(Decoded.Garbled.class, decode(kind, other), text(other));
            }
        }
    }

    private <T> void requireHarmless(Kind<T> kind, byte[] message, long seed, Tally tally) {
        Supplier<String> about = () -> PropertyTestSeeds.named(seed) + ": " + text(message);
        switch (decode(kind, message)) {
            case Decoded.Understood<T>(T value) -> {
                tally.understood++;
                requireOneForm(kind, value, message, about);
            }
            case Decoded.Garbled<T> _ -> tally.garbled++;
        }
        long bound = ALLOCATION_BASE + (long) ALLOCATION_PER_BYTE * message.length;
        long allocated = allocatedFor(kind, message);
        if (allocated > bound) {
            // The first text of its kind also pays for its own linking; a decoder that allocates too much does so
            // again.
            allocated = allocatedFor(kind, message);
        }
        tally.allocatedMax = Math.max(tally.allocatedMax, allocated);
        assertTrue(allocated <= bound, about);
    }

    private <T> long allocatedFor(Kind<T> kind, byte[] message) {
        UnsafeBuffer buffer = new UnsafeBuffer(message);
        long before = THREADS.getCurrentThreadAllocatedBytes();
        kind.decoder().decode(buffer, 0, message.length);
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }

    private <T> void requireOneForm(Kind<T> kind, T value, byte[] message, Supplier<String> about) {
        int length = kind.encoder().encode(value, around, 0);
        byte[] again = new byte[length];
        around.getBytes(0, again);
        assertArrayEquals(message, again, about);
    }

    private <T> Decoded<T> decode(Kind<T> kind, byte[] message) {
        return kind.decoder().decode(new UnsafeBuffer(message), 0, message.length);
    }

    private <T> List<byte[]> messages(Kind<T> kind, long seed) {
        List<byte[]> messages = new ArrayList<>();
        for (T value : kind.values().apply(new RandomMessages(seed))) {
            byte[] message = new byte[kind.encoder().encode(value, written, 0)];
            written.getBytes(0, message);
            messages.add(message);
        }
        return messages;
    }

    private static String text(byte[] message) {
        return HexFormat.of().formatHex(message);
    }

    /** Results of the messages of one kind. */
    private static final class Tally {
        private long understood;
        private long garbled;
        private long allocatedMax;

        @Override
        public String toString() {
            return (understood + garbled) + " damaged messages, understood=" + understood + " garbled=" + garbled
                    + ", at most " + allocatedMax + " bytes allocated for one";
        }
    }
}
