package com.flowex.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Foreign bytes at every decoder: damaged, cut, lengthened and invented ones. A failing seed is the whole bug report. */
class CodecFuzzTest {

    private static final int SEEDS = 50;
    private static final int MUTATIONS = 60;

    private final UnsafeBuffer written = new UnsafeBuffer(new byte[64 * 1_024]);
    private final UnsafeBuffer rewritten = new UnsafeBuffer(new byte[64 * 1_024]);

    static List<Kind<?>> kinds() {
        return Kind.all();
    }

    /**
     * Goal: damage never escapes as an exception, and what is still understood has the one form its value encodes to.
     * Method: change one to four bytes of a valid message, to any value or to an extreme, and sometimes its length.
     */
    @ParameterizedTest
    @MethodSource("kinds")
    <T> void aDamagedMessageIsGarbledOrTheOneFormOfAnotherValue(Kind<T> kind) {
        for (long seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            for (T value : kind.values().apply(new RandomMessages(seed))) {
                byte[] message = bytesOf(kind, value);
                for (int i = 0; i < MUTATIONS; i++) {
                    requireOneForm(kind, damaged(message, random), seed);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    <T> void aMessageCutShortOrFollowedByMoreIsGarbled(Kind<T> kind) {
        for (T value : kind.values().apply(new RandomMessages(7))) {
            byte[] message = bytesOf(kind, value);
            for (int length = 0; length <= message.length + 9; length++) {
                byte[] other = Arrays.copyOf(message, length);
                if (length > 0) {
                    other[length - 1] = message[message.length - 1];
                }

                if (length != message.length) {
                    assertInstanceOf(Decoded.Garbled.class, decode(kind, other), value + " in " + length + " bytes");
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    <T> void inventedBytesBehindAValidHeaderAreGarbledOrTheOneFormOfAValue(Kind<T> kind) {
        for (long seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            for (T value : kind.values().apply(new RandomMessages(seed))) {
                byte[] message = bytesOf(kind, value);
                byte[] invented = new byte[message.length];
                random.nextBytes(invented);
                System.arraycopy(message, 0, invented, 0, Frame.HEADER_LENGTH);
                invented[invented.length - 1] = message[message.length - 1];

                requireOneForm(kind, invented, seed);
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
    <T> void aMessageOfAnotherSchemaOrOfAVersionWithoutMeaningIsGarbled(Kind<T> kind) {
        for (T value : kind.values().apply(new RandomMessages(8))) {
            byte[] otherSchema = bytesOf(kind, value);
            otherSchema[4]++;
            byte[] laterVersion = bytesOf(kind, value);
            laterVersion[6]++;

            assertInstanceOf(Decoded.Garbled.class, decode(kind, otherSchema));
            assertInstanceOf(Decoded.Garbled.class, decode(kind, laterVersion));
        }
    }

    /**
     * Goal: a few bytes cannot ask for much memory. Method: a batch without events says that it has 65,534, and what
     * this thread allocates while it is decoded is counted.
     */
    @Test
    void aCountThatTheMessageCannotHoldMakesRoomForNothing() {
        EventBatchCodec codec = new EventBatchCodec();
        int length = codec.encode(new EventBatch(1, 0, 0, 0, List.of()), written, 0);
        written.putShort(length - 3, (short) 65_534);
        codec.decode(written, 0, length);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        Decoded<EventBatch> decoded = codec.decode(written, 0, length);
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;

        assertInstanceOf(Decoded.Garbled.class, decoded);
        assertTrue(allocated < 65_534, "allocated " + allocated + " bytes");
    }

    private <T> void requireOneForm(Kind<T> kind, byte[] message, long seed) {
        if (decode(kind, message) instanceof Decoded.Understood<T>(T value)) {
            int length = kind.encoder().encode(value, rewritten, 0);
            byte[] again = new byte[length];
            rewritten.getBytes(0, again);
            assertEquals(hex(message), hex(again), () -> "seed " + seed + ", " + value);
        }
    }

    private <T> Decoded<T> decode(Kind<T> kind, byte[] message) {
        return kind.decoder().decode(new UnsafeBuffer(message), 0, message.length);
    }

    private <T> byte[] bytesOf(Kind<T> kind, T value) {
        int length = kind.encoder().encode(value, written, 0);
        byte[] bytes = new byte[length];
        written.getBytes(0, bytes);
        return bytes;
    }

    private static byte[] damaged(byte[] message, Random random) {
        byte[] damaged =
                random.nextInt(8) == 0 ? Arrays.copyOf(message, random.nextInt(message.length + 16)) : message.clone();
        for (int i = random.nextInt(4); i >= 0 && damaged.length > 0; i--) {
            damaged[random.nextInt(damaged.length)] = switch (random.nextInt(4)) {
                case 0 -> 0;
                case 1 -> -1;
                case 2 -> Byte.MIN_VALUE;
                default -> (byte) random.nextInt();
            };
        }
        return damaged;
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
