package com.flowex.listings.provider;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
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
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(resource, StandardCharsets.US_ASCII))) {
                return of(lines.lines().skip(1).map(line -> line.split(",", -1)).toArray(String[][]::new));
            } catch (IOException e) {
                throw new UncheckedIOException("the recorded trades cannot be read", e);
            }
        }

        private static Minutes of(String[][] trades) {
            long first = Long.parseLong(trades[0][0]);
            long length = Long.parseLong(trades[trades.length - 1][0]) - first;
            int minutes = 1 + minute(length);
            double[] prices = new double[minutes];
            double[] turnover = new double[minutes];
            for (String[] trade : trades) {
                int minute = minute(Long.parseLong(trade[0]) - first);
                prices[minute] = Double.parseDouble(trade[1]);
                turnover[minute] += prices[minute] * Double.parseDouble(trade[2]) / VOLUME_DIVISOR;
            }
            for (int i = 1; i < minutes; i++) {
                prices[i] = prices[i] == 0 ? prices[i - 1] : prices[i];
            }
            return new Minutes(length, prices, turnover);
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
