package com.flowex.backtest.lobster;

import com.flowex.backtest.data.DataException;
import com.flowex.backtest.data.PlainBytes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Reader of a file of numbers separated by commas, row by row, without garbage: a day has millions of rows.
 *
 * <p>Every error message names the file, the row (from 1) and the field.
 */
public final class NumberCsvReader implements AutoCloseable {

    private static final int BUFFER_LENGTH = 1 << 16;
    /**
     * Longest row: 200 levels of 4 fields of 11 characters are 8,800, and far longer rows belong to another kind of
     * file.
     */
    private static final int ROW_LENGTH_MAX = 1 << 15;

    private static final int NANO_DIGITS = 9;

    private final String source;
    private final InputStream in;
    private final byte[] read = new byte[BUFFER_LENGTH];
    private int readLength;
    private int next;
    private final byte[] row = new byte[ROW_LENGTH_MAX];
    private int rowLength;
    private long rowNumber;
    private int[] fieldEnds = new int[64];
    private int fieldCount;

    /** @throws DataException if there is no such file */
    public NumberCsvReader(Path file) throws IOException {
        this(String.valueOf(file), opened(file));
    }

    /**
     * Reads a stream, which is closed with the reader.
     *
     * @param source name of the data, for messages
     */
    NumberCsvReader(String source, InputStream in) {
        this.source = source;
        this.in = in;
    }

    private static InputStream opened(Path file) throws IOException {
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new DataException("no such file, or not readable: " + file);
        }
        return PlainBytes.of(Files.newInputStream(file));
    }

    /** Returns the number of the present row, from 1; 0 before the first. */
    public long rowNumber() {
        return rowNumber;
    }

    public int fieldCount() {
        return fieldCount;
    }

    /** Moves to the next row; returns false at the end of the file. */
    public boolean advance() throws IOException {
        rowLength = 0;
        fieldCount = 0;
        int c = read();
        if (c < 0) {
            return false;
        }
        rowNumber++;
        for (; c >= 0 && c != '\n'; c = read()) {
            if (c == ',') {
                endField();
            }
            if (rowLength == ROW_LENGTH_MAX) {
                throw new DataException(where() + ": longer than " + ROW_LENGTH_MAX + " characters");
            }
            row[rowLength++] = (byte) c;
        }
        if (rowLength > 0 && row[rowLength - 1] == '\r') {
            rowLength--;
        }
        endField();
        return true;
    }

    /** Returns a signed whole number. */
    public long whole(int field, String name) {
        int from = start(field, name);
        int end = fieldEnds[field];
        boolean isNegative = from < end && row[from] == '-';
        long value = 0;
        int digits = 0;
        for (int i = isNegative ? from + 1 : from; i < end; i++, digits++) {
            int digit = row[i] - '0';
            if (digit < 0 || digit > 9 || value > (Long.MAX_VALUE - digit) / 10) {
                throw malformed(field, name, "not a whole number");
            }
            value = value * 10 + digit;
        }
        if (digits == 0) {
            throw malformed(field, name, "not a whole number");
        }
        return isNegative ? -value : value;
    }

    /** Returns seconds with any number of decimal places as nanoseconds; finer digits are dropped. */
    public long nanos(int field, String name) {
        int end = fieldEnds[field];
        int point = start(field, name);
        long seconds = 0;
        for (; point < end && row[point] != '.'; point++) {
            seconds = seconds * 10 + digit(point, field, name);
            if (seconds > Integer.MAX_VALUE) {
                throw malformed(field, name, "not a time of day in seconds");
            }
        }
        long fraction = 0;
        for (int i = 0; i < NANO_DIGITS; i++) {
            int at = point + 1 + i;
            fraction = fraction * 10 + (at < end ? digit(at, field, name) : 0);
        }
        for (int at = point + 1 + NANO_DIGITS; at < end; at++) {
            digit(at, field, name);
        }
        return seconds * 1_000_000_000 + fraction;
    }

    public DataException malformed(int field, String name, String why) {
        String text = new String(row, startOf(field), fieldEnds[field] - startOf(field), StandardCharsets.ISO_8859_1);
        String shown = text.length() > 40 ? text.substring(0, 40) + "..." : text;
        return new DataException(where() + ", field " + name + ": " + why + ", was \"" + shown + "\"");
    }

    public String where() {
        return source + " row " + rowNumber;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private int digit(int at, int field, String name) {
        int digit = row[at] - '0';
        if (digit < 0 || digit > 9) {
            throw malformed(field, name, "not a time of day in seconds");
        }
        return digit;
    }

    private int start(int field, String name) {
        if (field >= fieldCount) {
            throw new DataException(
                    where() + " has " + fieldCount + " fields: field " + name + " is number " + (field + 1));
        }
        if (startOf(field) == fieldEnds[field]) {
            throw malformed(field, name, "missing");
        }
        return startOf(field);
    }

    private int startOf(int field) {
        return field == 0 ? 0 : fieldEnds[field - 1] + 1;
    }

    private void endField() {
        if (fieldCount == fieldEnds.length) {
            fieldEnds = Arrays.copyOf(fieldEnds, 2 * fieldCount);
        }
        fieldEnds[fieldCount++] = rowLength;
    }

    private int read() throws IOException {
        if (next == readLength) {
            readLength = in.read(read);
            next = 0;
            if (readLength <= 0) {
                readLength = 0;
                return -1;
            }
        }
        return read[next++] & 0xFF;
    }
}
