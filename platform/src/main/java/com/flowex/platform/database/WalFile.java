package com.flowex.platform.database;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Contents of a segment of PostgreSQL's write-ahead log, as far as they say where it belongs. The layout is that of
 * {@code xlog_internal.h} and {@code xlogrecord.h}: pages with headers, in which records follow one another.
 *
 * @param magic version of the layout
 * @param address position of the segment's first byte
 * @param system identifier that PostgreSQL gives each installation
 * @param segmentBytes size of each segment
 * @param pageBytes size of each page
 */
record WalFile(int magic, long address, long system, long segmentBytes, int pageBytes) {

    private static final int LONG_HEADER = 40;
    private static final int SHORT_HEADER = 24;
    private static final int IS_CONTINUED = 1;
    private static final int HAS_LONG_HEADER = 2;
    private static final int UNSIGNED_SHORT = 0xFFFF;
    private static final int ALIGNMENT = 8;

    /** Offsets in a page's header. */
    private static final int FLAGS = 2;

    private static final int ADDRESS = 8;
    private static final int REMAINING = 16;
    private static final int SYSTEM = 24;
    private static final int SEGMENT_BYTES = 32;
    private static final int PAGE_BYTES = 36;

    /** Offsets in a record's header, and the record by which the server leaves the rest of a segment empty. */
    private static final int KIND = 16;

    private static final int MANAGER = 17;
    private static final int RECORD_HEADER = 24;
    private static final int KIND_MASK = 0xF0;
    private static final int SWITCH = 0x40;

    /** Reads the header of a segment; empty if the file does not begin with one. */
    static Optional<WalFile> read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            ByteBuffer head = ByteBuffer.wrap(in.readNBytes(LONG_HEADER)).order(ByteOrder.nativeOrder());
            if (head.limit() < LONG_HEADER || (head.getShort(FLAGS) & HAS_LONG_HEADER) == 0) {
                return Optional.empty();
            }
            return Optional.of(new WalFile(
                    magic(head, 0),
                    head.getLong(ADDRESS),
                    head.getLong(SYSTEM),
                    Integer.toUnsignedLong(head.getInt(SEGMENT_BYTES)),
                    head.getInt(PAGE_BYTES)));
        }
    }

    private static int magic(ByteBuffer bytes, int page) {
        return bytes.getShort(page) & UNSIGNED_SHORT;
    }

    /**
     * Returns true if the log continues in the next segment: its records fill this one, or the last one leaves the rest
     * empty. It is false for a segment that was cut, whose rest is zeros.
     */
    boolean isFinished(Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.nativeOrder());
        int page = (int) segmentBytes - pageBytes;
        while (page > 0 && magic(bytes, page) == 0) {
            page -= pageBytes;
        }
        int end = page + pageBytes;
        int at = page + (page == 0 ? LONG_HEADER : SHORT_HEADER);
        if ((bytes.getShort(page + FLAGS) & IS_CONTINUED) != 0) {
            at += aligned(Math.min(bytes.getInt(page + REMAINING), pageBytes));
        }
        boolean isSwitched = false;
        while (at < end && bytes.getInt(at) >= RECORD_HEADER) {
            isSwitched =
                    at + MANAGER < end && bytes.get(at + MANAGER) == 0 && (bytes.get(at + KIND) & KIND_MASK) == SWITCH;
            at += aligned(Math.min(bytes.getInt(at), pageBytes));
        }
        return isSwitched || at >= end && end == segmentBytes;
    }

    /** Records begin at multiples of eight bytes. */
    private static int aligned(int bytes) {
        return (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    }
}
