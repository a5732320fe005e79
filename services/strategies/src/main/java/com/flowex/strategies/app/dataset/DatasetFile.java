package com.flowex.strategies.app.dataset;

import com.flowex.backtest.data.DataException;
import com.flowex.backtest.data.DataFiles;
import com.flowex.backtest.data.MarketDataSource;
import com.flowex.backtest.data.OrderFlowSeries;
import com.flowex.backtest.data.PlainBytes;
import com.flowex.backtest.lobster.LobsterFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.LocalDate;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** Bytes of an uploaded file: their compression, their bounds and their parsing. */
final class DatasetFile {

    /** Longest file, uncompressed. */
    static final int BYTES_MAX = 32 << 20;

    private DatasetFile() {}

    /**
     * Returns the uncompressed file.
     *
     * @param sent file as it was sent, compressed by gzip or not
     * @throws DataException if it is too long, or cut short
     */
    static byte[] plain(byte[] sent) {
        return PlainBytes.of("the file", sent, BYTES_MAX);
    }

    static byte[] gzipped(byte[] plain) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(plain);
        } catch (IOException e) {
            throw new IllegalStateException("memory does not fail", e);
        }
        return out.toByteArray();
    }

    /**
     * Parses a file. Its content says of which kind it is.
     *
     * @param name name of the data set, for messages
     * @param day day of recorded orders; null if none was given
     * @throws DataException if it cannot be used; the message names line and rule
     */
    static MarketDataSource parse(String name, @Nullable LocalDate day, byte[] plain) {
        requireRows(name, lines(plain), DataKind.ROWS_MAX + 1L, "rows");
        MarketDataSource data = LobsterFile.isOne(plain) ? orders(name, day, plain) : DataFiles.parse(name, plain);
        DataKind kind = DataKind.of(data);
        requireRows(name, data.manifest().rows(), kind.rowsMax(), kind.word());
        return data;
    }

    private static MarketDataSource orders(String name, @Nullable LocalDate day, byte[] plain) {
        if (day == null) {
            throw new DataException(
                    name + " has recorded orders whose times count from midnight: begin the data set with its date");
        }
        return OrderFlowSeries.of(new LobsterFile(name, day, plain), DataFiles.digestOf(plain));
    }

    private static long lines(byte[] plain) {
        long lines = 0;
        for (byte each : plain) {
            lines += each == '\n' ? 1 : 0;
        }
        return lines;
    }

    private static void requireRows(String name, long rows, long max, String word) {
        if (rows > max) {
            throw new DataException(name + " has " + rows + " " + word + ", and at most " + max + " are read");
        }
    }
}
