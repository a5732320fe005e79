package com.flowex.platform.database;

import java.io.IOException;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * One file of PostgreSQL's write-ahead log, by its name of 24 hexadecimal digits: timeline, then number.
 *
 * @param number index of the segment since the beginning of the log
 * @param bytes size of each segment of the server
 */
record WalSegment(int timeline, long number, long bytes) {

    private static final Pattern NAME = Pattern.compile("[0-9A-F]{24}");
    private static final int HEX = 16;
    private static final int FIELD = 8;

    /** @throws IOException if it is not the name of a segment */
    static WalSegment of(String file, long bytes) throws IOException {
        if (!NAME.matcher(file).matches()) {
            throw new IOException("no file of PostgreSQL's log: " + file);
        }
        long high = Long.parseLong(file.substring(FIELD, 2 * FIELD), HEX);
        long low = Long.parseLong(file.substring(2 * FIELD), HEX);
        return new WalSegment(Integer.parseUnsignedInt(file.substring(0, FIELD), HEX), high * each(bytes) + low, bytes);
    }

    /** Returns the number of segments with the same middle eight digits. */
    private static long each(long bytes) {
        return (1L << Integer.SIZE) / bytes;
    }

    /** Returns another segment of the same timeline. */
    WalSegment at(long other) {
        return new WalSegment(timeline, other, bytes);
    }

    String file() {
        return String.format(Locale.ROOT, "%08X%08X%08X", timeline, number / each(bytes), number % each(bytes));
    }

    /** Returns the position of its first byte. */
    long begin() {
        return number * bytes;
    }
}
