package com.flowex.listings.provider;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * Bitcoin as the demo market plays it: Bitstamp's trades of 2013-11-25 to 2013-12-01, which ta4j's examples contain,
 * forward, then backward, five times as fast, and a tenth of their volume.
 */
final class RecordedBitcoin implements SampleCoin {

    private static final String RESOURCE = "/bitstamp_trades_from_20131125_usd.csv";
    private static final int SPEED = 5;
    private static final int MINUTE = 60;
    private static final int MINUTES_PER_DAY = 1_440;
    private static final double VOLUME_DIVISOR = 10;

    /** Bitcoins that were mined until 1 December 2013, to four digits. */
    private static final double MINED = 12_060_000;

    private static final double MOST = 21_000_000;

    /**
     * Last price of each played minute, and its turnover. A hundred thousand trades are read and not kept.
     */
    private static final class Minutes {

        static final Minutes OF_RECORDED = read();

        /** Recorded seconds from the first trade to the last. */
        private final long length;

        private final double[] prices;
        private final double[] turnover;

        private Minutes(long length, double[] prices, double[] turnover) {
            this.length = length;
            this.prices = prices;
            this.turnover = turnover;
        }

        int at(long seconds) {
            long played = Math.floorMod(seconds * SPEED, 2 * length);
            return minute(played <= length ? played : 2 * length - played);
        }

        private static Minutes read() {
            InputStream resource = RecordedBitcoin.class.getResourceAsStream(RESOURCE);
            if (resource == null) {
                throw new IllegalStateException("the recorded trades are not on the class path: " + RESOURCE);
            }
            try (resource) {
                return of(new String(resource.readAllBytes(), StandardCharsets.US_ASCII));
            } catch (IOException e) {
                throw new UncheckedIOException("the recorded trades cannot be read", e);
            }
        }

        /** Lines of second, price and amount behind a line of titles. They are many, and each start reads them. */
        private static Minutes of(String lines) {
            int begin = lines.indexOf('\n') + 1;
            long first = second(lines, begin);
            long length = second(lines, lines.lastIndexOf('\n', lines.length() - 2) + 1) - first;
            int minutes = 1 + minute(length);
            double[] prices = new double[minutes];
            double[] turnover = new double[minutes];
            while (begin < lines.length()) {
                int comma = lines.indexOf(',', begin);
                int nextComma = lines.indexOf(',', comma + 1);
                int newline = lines.indexOf('\n', nextComma);
                int end = newline < 0 ? lines.length() : newline;
                int minute = minute(second(lines, begin) - first);
                prices[minute] = Double.parseDouble(lines.substring(comma + 1, nextComma));
                turnover[minute] +=
                        prices[minute] * Double.parseDouble(lines.substring(nextComma + 1, end)) / VOLUME_DIVISOR;
                begin = end + 1;
            }
            for (int i = 1; i < minutes; i++) {
                prices[i] = prices[i] == 0 ? prices[i - 1] : prices[i];
            }
            return new Minutes(length, prices, turnover);
        }

        private static long second(String lines, int begin) {
            return Long.parseLong(lines, begin, lines.indexOf(',', begin), 10);
        }

        private static int minute(long recordedSeconds) {
            return Math.toIntExact(recordedSeconds / SPEED / MINUTE);
        }
    }

    @Override
    public String id() {
        return "bitcoin";
    }

    @Override
    public String symbol() {
        return "btc";
    }

    @Override
    public String name() {
        return "Bitcoin";
    }

    @Override
    public double supply() {
        return MINED;
    }

    @Override
    public double supplyMax() {
        return MOST;
    }

    @Override
    public double price(long seconds) {
        Minutes minutes = Minutes.OF_RECORDED;
        return minutes.prices[minutes.at(seconds)];
    }

    @Override
    public double dayVolume(long seconds) {
        Minutes minutes = Minutes.OF_RECORDED;
        double volume = 0;
        for (int back = 0; back < MINUTES_PER_DAY; back++) {
            volume += minutes.turnover[minutes.at(seconds - (long) back * MINUTE)];
        }
        return volume;
    }
}
