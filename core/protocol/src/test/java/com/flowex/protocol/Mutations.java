package com.flowex.protocol;

import com.flowex.protocol.body.Frame;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;

/** Seeded damage to valid messages: what a bad disk, a bad peer or a bad mind could send. */
final class Mutations {

    private static final long[] EXTREMES = {
        0, 1, -1, 0x7F, 0x80, 0xFE, 0x7FFF, 0x8000, 0xFFFE, 0x7FFF_FFFF, 0x8000_0000L, Long.MAX_VALUE, Long.MIN_VALUE
    };

    private final Random random;

    Mutations(long seed) {
        random = new Random(seed);
    }

    /**
     * One to three kinds of damage to a copy of a message.
     *
     * @param other another message, for parts of it
     */
    byte[] damaged(byte[] message, byte[] other) {
        byte[] damaged = message.clone();
        for (int i = random.nextInt(3); i >= 0 && damaged.length > 0; i--) {
            damaged = damagedOnce(damaged, other);
        }
        if (damaged.length > 0 && random.nextInt(4) != 0) {
            // Otherwise almost nothing of what changes a length would be looked at behind its last byte.
            damaged[damaged.length - 1] = message[message.length - 1];
        }
        return damaged;
    }

    private byte[] damagedOnce(byte[] message, byte[] other) {
        return switch (random.nextInt(8)) {
            case 0 -> flipped(message);
            case 1 -> replaced(message);
            case 2 -> Arrays.copyOf(message, random.nextInt(message.length + 16));
            case 3 -> extreme(message, random.nextInt(message.length));
            case 4 -> extreme(message, afterBlock(message));
            case 5 -> spliced(message, other);
            case 6 -> without(message);
            default -> invented(message);
        };
    }

    private byte[] flipped(byte[] message) {
        message[random.nextInt(message.length)] ^= (byte) (1 << random.nextInt(8));
        return message;
    }

    private byte[] replaced(byte[] message) {
        for (int i = random.nextInt(4); i >= 0; i--) {
            message[random.nextInt(message.length)] = (byte) random.nextInt();
        }
        return message;
    }

    /** Where the first group or data of a message says how long or how many it is, or two bytes behind that. */
    private int afterBlock(byte[] message) {
        int blockLength = message.length < 2 ? 0 : (message[0] & 0xFF) | (message[1] & 0xFF) << 8;
        return Math.min(Frame.HEADER_LENGTH + blockLength + 2 * random.nextInt(2), message.length - 1);
    }

    private byte[] extreme(byte[] message, int at) {
        UnsafeBuffer buffer = new UnsafeBuffer(message);
        long value = random.nextInt(4) == 0
                ? message.length + random.nextInt(-24, 24)
                : EXTREMES[random.nextInt(EXTREMES.length)];
        int width = 1 << random.nextInt(4);
        switch (at + width <= message.length ? width : 1) {
            case 2 -> buffer.putShort(at, (short) value, ByteOrder.LITTLE_ENDIAN);
            case 4 -> buffer.putInt(at, (int) value, ByteOrder.LITTLE_ENDIAN);
            case 8 -> buffer.putLong(at, value, ByteOrder.LITTLE_ENDIAN);
            default -> buffer.putByte(at, (byte) value);
        }
        return message;
    }

    /** The beginning of one message and the end of another. */
    private byte[] spliced(byte[] message, byte[] other) {
        int head = random.nextInt(message.length + 1);
        int tail = random.nextInt(other.length + 1);
        byte[] spliced = Arrays.copyOf(message, head + tail);
        System.arraycopy(other, other.length - tail, spliced, head, tail);
        return spliced;
    }

    /** A message with a part cut out of its middle. */
    private byte[] without(byte[] message) {
        int from = random.nextInt(message.length);
        int to = from + random.nextInt(message.length - from);
        byte[] without = Arrays.copyOf(message, message.length - (to - from));
        System.arraycopy(message, to, without, from, message.length - to);
        return without;
    }

    /** A valid header and nothing valid behind it. */
    private byte[] invented(byte[] message) {
        byte[] invented = new byte[message.length];
        random.nextBytes(invented);
        System.arraycopy(message, 0, invented, 0, Math.min(message.length, Frame.HEADER_LENGTH));
        return invented;
    }
}
