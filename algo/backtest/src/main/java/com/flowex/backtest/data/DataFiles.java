package com.flowex.backtest.data;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Files of candles and trades, recognised by their content. */
public final class DataFiles {

    /** Longest file that is read into memory. */
    public static final int LENGTH_MAX = 1 << 30;

    private DataFiles() {}

    /**
     * Reads a file of candles or trades: CSV or JSON, also compressed by gzip, see {@code docs/strategies/backtest.md}.
     *
     * @throws DataException if the file cannot be used; the message names its line
     */
    public static MarketDataSource read(Path file) throws IOException {
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new DataException("no such file, or not readable: " + file);
        }
        if (Files.size(file) > LENGTH_MAX) {
            throw new DataException(file + " is longer than " + LENGTH_MAX + " bytes");
        }
        String name = String.valueOf(file.getFileName());
        return parse(name, PlainBytes.of(name, Files.readAllBytes(file), LENGTH_MAX));
    }

    /**
     * Parses the bytes of a file.
     *
     * @param name name of the file, for messages
     */
    public static MarketDataSource parse(String name, byte[] bytes) {
        String digest = digestOf(bytes);
        String text = new String(bytes, StandardCharsets.UTF_8);
        int first = 0;
        while (first < text.length() && Character.isWhitespace(text.charAt(first))) {
            first++;
        }
        if (first == text.length()) {
            throw new DataException(name + " is empty");
        }
        char begins = text.charAt(first);
        return begins == '{' || begins == '['
                ? new JsonCandles(name).parse(text, digest)
                : new CsvSeries(name).parse(text, digest);
    }

    /** Returns the SHA-256 of bytes in hexadecimal digits. */
    public static String digestOf(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
