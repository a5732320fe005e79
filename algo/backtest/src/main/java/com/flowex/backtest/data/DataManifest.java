package com.flowex.backtest.data;

import java.util.List;
import java.util.Locale;

/**
 * Description of a source: its origin, its range and what it lacks.
 *
 * @param source file name or another origin
 * @param format name of the format, "binance-klines"
 * @param rows rows that are used
 * @param fromNanos time of the first row; 0 if there is none
 * @param toNanos end of the last row; 0 if there is none
 * @param gaps missing ranges, at most {@link #SHOWN_MAX}
 * @param gapCount number of missing ranges
 * @param leftOut rows that are not used, at most {@link #SHOWN_MAX}, each with its line and the reason
 * @param leftOutCount number of rows that are not used
 * @param digest SHA-256 of the source's bytes in hexadecimal digits; empty if it has none
 */
public record DataManifest(
        String source,
        String format,
        long rows,
        long fromNanos,
        long toNanos,
        List<Gap> gaps,
        long gapCount,
        List<LeftOut> leftOut,
        long leftOutCount,
        String digest) {

    public static final int SHOWN_MAX = 100;

    public DataManifest {
        gaps = List.copyOf(gaps);
        leftOut = List.copyOf(leftOut);
    }

    /**
     * Returns the manifest of a part of data without gaps; rows that were left out belong to the whole.
     *
     * @param rows rows of the part
     */
    DataManifest part(long rows, long fromNanos, long toNanos) {
        return new DataManifest(source, format, rows, fromNanos, toNanos, List.of(), 0, List.of(), 0, digest);
    }

    /** A range without data, from its beginning inclusive to its end exclusive. */
    public record Gap(long fromNanos, long toNanos) {}

    /**
     * A row that is not used.
     *
     * @param line number of the line or row, from 1
     * @param reason completes the sentence "line 7 ...", for example "repeats the time of line 6"
     */
    public record LeftOut(long line, RowFault fault, String reason) {}

    /** Reason for which a row is not used. */
    public enum RowFault {
        /** Open, high, low and close contradict each other. */
        CONTRADICTION,
        REPEATED_TIME,
        /** It has fewer fields than the others. */
        CUT_SHORT,
        /** A field is no finite number. */
        NO_NUMBER,
        /** A number is below its bound. */
        TOO_SMALL;

        private final String code = name().toLowerCase(Locale.ROOT);

        /** Returns the stable code, "repeated_time". */
        public String code() {
            return code;
        }
    }
}
