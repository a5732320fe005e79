package com.flowex.backtest.data;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/** Bytes of a file, uncompressed where its first bytes say that they are compressed by gzip. */
public final class PlainBytes {

    private static final byte[] GZIP = {0x1f, (byte) 0x8b};

    private PlainBytes() {}

    /** Returns the uncompressed bytes of a stream, which is closed with them. */
    public static InputStream of(InputStream sent) throws IOException {
        BufferedInputStream bytes = new BufferedInputStream(sent);
        bytes.mark(GZIP.length);
        boolean isGzip = Arrays.equals(bytes.readNBytes(GZIP.length), GZIP);
        bytes.reset();
        return isGzip ? new GZIPInputStream(bytes) : bytes;
    }

    /**
     * Returns uncompressed bytes.
     *
     * @param name name of the file, for messages
     * @param lengthMax highest length of the uncompressed bytes, below 2^31 - 1
     * @throws DataException if there are more, or if a compressed file is cut short or damaged
     */
    public static byte[] of(String name, byte[] sent, int lengthMax) {
        try (InputStream bytes = of(new ByteArrayInputStream(sent))) {
            byte[] plain = bytes.readNBytes(lengthMax + 1);
            if (plain.length > lengthMax) {
                throw new DataException(name + " is longer than " + lengthMax + " bytes");
            }
            return plain;
        } catch (IOException e) {
            throw new DataException(name + " is no whole gzip file: " + e.getMessage());
        }
    }
}
