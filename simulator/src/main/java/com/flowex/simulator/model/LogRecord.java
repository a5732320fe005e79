package com.flowex.simulator.model;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32;

/** One record of the log as it is on a disk: its fields, a message, and a checksum over both. */
public final class LogRecord {

    /** What it is. */
    public enum Kind {
        /** Somebody leads from here on. */
        TERM,
        /** A client's request. */
        MESSAGE,
        /** What is due by time alone. */
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
     * Makes a record.
     *
     * @param timeNanos by the clock of who leads
     * @param session of the client that sent it, 0 where none did
     * @param begin where it begins in the log, in bytes
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

    /** Reads what is on a disk; empty if it was not written whole. */
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

    /** Of the leadership in which it was appended. */
    public long term() {
        return fields.getLong(TERM_AT);
    }

    /** When it was appended, nanoseconds since 1970 by the clock of who led. */
    public long timeNanos() {
        return fields.getLong(TIME_AT);
    }

    /** Of the client that sent it, 0 where none did. */
    public long session() {
        return fields.getLong(SESSION_AT);
    }

    /** Where the log goes on behind it, in bytes. */
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
