package com.flowex.platform.projection.rows;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.UUID;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Writer of rows into a table, in PostgreSQL's binary COPY format. It sends one buffer at a time, for any number of
 * rows.
 *
 * <p>In the binary format neither side formats or parses a number. An instance is used once, by one thread.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-copy.html">COPY, section "Binary Format"</a>
 */
final class BinaryRows implements AutoCloseable {

    private static final byte[] SIGNATURE = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0};
    private static final int NO_FLAGS = 0;
    private static final int NO_EXTENSION = 0;
    private static final short END = -1;
    private static final int ABSENT = -1;
    private static final int BASE = 10_000;
    private static final BigInteger NUMERIC_BASE = BigInteger.valueOf(BASE);
    private static final int DIGITS_AT_START = 16;
    private static final int NUMERIC_HEAD = 4;
    private static final short NUMERIC_NEGATIVE = 0x4000;
    private static final short NO_FRACTION = 0;

    /** Size from which on the buffer is sent before the next row. */
    private static final int BYTES_TO_SEND = 1 << 16;

    private final CopyIn copy;
    private ByteBuffer buffer = ByteBuffer.allocate(2 * BYTES_TO_SEND);
    private short[] digits = new short[DIGITS_AT_START];
    private int rows;

    /** @param sql {@code COPY table (columns) FROM STDIN (FORMAT binary)} */
    BinaryRows(Connection connection, String sql) throws SQLException {
        copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql);
        buffer.put(SIGNATURE).putInt(NO_FLAGS).putInt(NO_EXTENSION);
    }

    /** Begins a row with this number of columns. */
    void row(int columns) throws SQLException {
        rows++;
        if (buffer.position() >= BYTES_TO_SEND) {
            send();
        }
        room(Short.BYTES).putShort((short) columns);
    }

    void int4(int value) {
        room(Integer.BYTES + Integer.BYTES).putInt(Integer.BYTES).putInt(value);
    }

    void int8(long value) {
        room(Integer.BYTES + Long.BYTES).putInt(Long.BYTES).putLong(value);
    }

    /** Writes a whole number of any size, for a column of type numeric: digits of base 10,000, the highest first. */
    void numeric(BigInteger value) {
        BigInteger left = value.abs();
        int count = 0;
        while (left.bitLength() >= Long.SIZE) {
            BigInteger[] parts = left.divideAndRemainder(NUMERIC_BASE);
            count = digit(count, parts[1].intValue());
            left = parts[0];
        }
        for (long rest = left.longValue(); rest > 0; rest /= BASE) {
            count = digit(count, (int) (rest % BASE));
        }
        room(Integer.BYTES + (NUMERIC_HEAD + count) * Short.BYTES)
                .putInt((NUMERIC_HEAD + count) * Short.BYTES)
                .putShort((short) count)
                .putShort((short) (count - 1))
                .putShort(value.signum() < 0 ? NUMERIC_NEGATIVE : 0)
                .putShort(NO_FRACTION);
        while (count > 0) {
            buffer.putShort(digits[--count]);
        }
    }

    /** Adds a digit, the lowest first; returns the number of digits now. */
    private int digit(int count, int digit) {
        if (count == digits.length) {
            digits = Arrays.copyOf(digits, 2 * count);
        }
        digits[count] = (short) digit;
        return count + 1;
    }

    void int2(int value) {
        room(Integer.BYTES + Short.BYTES).putInt(Short.BYTES).putShort((short) value);
    }

    void uuid(UUID value) {
        room(Integer.BYTES + 2 * Long.BYTES)
                .putInt(2 * Long.BYTES)
                .putLong(value.getMostSignificantBits())
                .putLong(value.getLeastSignificantBits());
    }

    void bool(boolean value) {
        room(Integer.BYTES + 1).putInt(1).put((byte) (value ? 1 : 0));
    }

    void text(String value) {
        bytes(value.getBytes(StandardCharsets.UTF_8));
    }

    void bytes(byte[] bytes) {
        room(Integer.BYTES + bytes.length).putInt(bytes.length).put(bytes);
    }

    /** Writes SQL's NULL. */
    void absent() {
        room(Integer.BYTES).putInt(ABSENT);
    }

    private void send() throws SQLException {
        copy.writeToCopy(buffer.array(), 0, buffer.position());
        buffer.clear();
    }

    /**
     * Sends the rest.
     *
     * @throws SQLException also if the server took another number of rows
     */
    void end() throws SQLException {
        room(Short.BYTES).putShort(END);
        send();
        long taken = copy.endCopy();
        if (taken != rows) {
            throw new SQLException("COPY took " + taken + " of " + rows + " rows");
        }
    }

    /** Cancels the copy unless it has ended; the table then has none of its rows. */
    @Override
    public void close() throws SQLException {
        if (copy.isActive()) {
            copy.cancelCopy();
        }
    }

    private ByteBuffer room(int bytes) {
        if (buffer.remaining() < bytes) {
            ByteBuffer larger = ByteBuffer.allocate(Math.max(2 * buffer.capacity(), buffer.position() + bytes));
            buffer.flip();
            buffer = larger.put(buffer);
        }
        return buffer;
    }
}
