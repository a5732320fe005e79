package com.flowex.strategies.app.dataset;

import com.flowex.backtest.data.CandleSeries;
import com.flowex.backtest.data.DataException;
import com.flowex.backtest.data.DataFiles;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Bytes of an uploaded file: their compression, their bounds and their parsing. */
final class DatasetFile {

    /** Longest file, uncompressed. */
    static final int BYTES_MAX = 32 << 20;

    /** Highest number of candles of a file. */
    static final int ROWS_MAX = 400_000;

    private static final byte[] GZIP = {0x1f, (byte) 0x8b};

    private DatasetFile() {}

    /**
     * Returns the uncompressed file.
     *
     * @param sent file as it was sent, compressed by gzip or not
     * @throws DataException if it is too long, or cut short
     */
    static byte[] plain(byte[] sent) {
        boolean isGzip = sent.length >= 2 && Arrays.equals(Arrays.copyOf(sent, 2), GZIP);
        byte[] plain = sent;
        if (isGzip) {
            try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(sent))) {
                plain = in.readNBytes(BYTES_MAX + 1);
            } catch (IOException e) {
                throw new DataException("the file is no whole gzip file: " + e.getMessage());
            }
        }
        if (plain.length > BYTES_MAX) {
            throw new DataException("the file is longer than " + BYTES_MAX + " bytes");
        }
        return plain;
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
     * Parses a file.
     *
     * @param name name of the data set, for messages
     * @throws DataException if it cannot be used; the message names line and rule
     */
    static CandleSeries parse(String name, byte[] plain) {
        if (!(DataFiles.parse(name, plain) instanceof CandleSeries candles)) {
            throw new DataException(name + " has trades, and a data set has candles");
        }
        if (candles.size() > ROWS_MAX) {
            throw new DataException(
                    name + " has " + candles.size() + " candles, and at most " + ROWS_MAX + " are read");
        }
        return candles;
    }
}
