package com.flowex.simulator.model;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32;

/** One record of the log as it is on a disk: its fields, a message, and a checksum over both. */
public final class LogRecord {

    /** Kind of a record. */
    public enum Kind {
        /** A node leads from here on. */
        TERM,
        /** A client's request. */
        MESSAGE,
        /** The timer fired. */
        TIMER,
        /** Every node takes a snapshot here. */
        SNAPSHOT
    }

    private static final Kind[] KINDS = Kind.values();
    private static final int KIND_AT = Integer.BYTES;
    private static final int TERM_AT = KIND_AT + 1;
    private static final int TIME_AT = TERM_AT + Long.BYTES;
    private static final int SESSION_AT = TIME_AT + Long.BYTES;
    private static final int POSITION_AT = SESSION_AT + Long.BYTES;
    private static final int MESSAGE_AT = POSITION_AT + Long.BYTES;
    private static final int ALIGNMENT = 32;

    private final byte[] bytes;
    private final ByteBuffer fields;

    private LogRecord(byte[] bytes) {
        this.bytes = bytes;
        this.fields = ByteBuffer.wrap(bytes);
    }

    /**
     * Creates a record.
     *
     * @param timeNanos time of the leader's clock, in nanoseconds since 1970
     * @param session session of the client that sent it, 0 if none did
     * @param begin position at which it begins in the log, in bytes
     */
    static LogRecord of(Kind kind, long term, long timeNanos, long session, long begin, byte[] message) {
        int length = MESSAGE_AT + message.length + Integer.BYTES;
        ByteBuffer fields = ByteBuffer.allocate(length);
        fields.putInt(length)
                .put((byte) Arrays.asList(KINDS).indexOf(kind))
                .putLong(term)
                .putLong(timeNanos);
        fields.putLong(session).putLong(begin + Math.ceilDiv(length, ALIGNMENT) * (long) ALIGNMENT);
        fields.put(message);
        fields.putInt(sum(fields.array(), length - Integer.BYTES));
        return new LogRecord(fields.array());
    }

    /** Reads a record from a disk; empty if it was not written whole. */
    static Optional<LogRecord> read(byte[] bytes) {
        if (bytes.length < MESSAGE_AT + Integer.BYTES) {
            return Optional.empty();
        }
        LogRecord read = new LogRecord(bytes);
        boolean isWhole = read.fields.getInt(0) == bytes.length
                && read.fields.getInt(bytes.length - Integer.BYTES) == sum(bytes, bytes.length - Integer.BYTES);
        return isWhole ? Optional.of(read) : Optional.empty();
    }

    private static int sum(byte[] bytes, int length) {
        CRC32 sum = new CRC32();
        sum.update(bytes, 0, length);
        return (int) sum.getValue();
    }

    public Kind kind() {
        return KINDS[fields.get(KIND_AT)];
    }

    /** Returns the term of the leadership in which it was appended. */
    public long term() {
        return fields.getLong(TERM_AT);
    }

    /** Returns the time at which it was appended, nanoseconds since 1970 by the leader's clock. */
    public long timeNanos() {
        return fields.getLong(TIME_AT);
    }

    /** Returns the session of the client that sent it, 0 if none did. */
    public long session() {
        return fields.getLong(SESSION_AT);
    }

    /** Returns the position at which the log continues behind it, in bytes. */
    public long position() {
        return fields.getLong(POSITION_AT);
    }

    byte[] message() {
        return Arrays.copyOfRange(bytes, MESSAGE_AT, bytes.length - Integer.BYTES);
    }

    byte[] bytes() {
        return bytes;
    }

    boolean isSame(LogRecord other) {
        return Arrays.equals(bytes, other.bytes);
    }

    @Override
    public String toString() {
        return kind() + " of term " + term() + ", session " + session() + ", before byte " + position();
    }
}
