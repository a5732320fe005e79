package com.flowex.backtest.data;

import com.flowex.backtest.data.DataManifest.Gap;
import com.flowex.strategy.data.BarInterval;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Candles in memory. */
public final class CandleSeries implements CandleSource {

    private final BarInterval interval;
    private final int count;
    private final long[] openNanos;
    private final double[][] values;
    private final DataManifest manifest;
    private final int priceDecimals;
    private final int volumeDecimals;

    private static final int OPEN = 0;
    private static final int HIGH = 1;
    private static final int LOW = 2;
    private static final int CLOSE = 3;
    private static final int VOLUME = 4;
    private static final int FIELDS = 5;

    private CandleSeries(Builder builder, BarInterval interval, int count, DataManifest manifest) {
        this.interval = interval;
        this.count = count;
        this.openNanos = builder.openNanos;
        this.values = builder.values;
        this.priceDecimals = builder.priceDecimals;
        this.volumeDecimals = builder.volumeDecimals;
        this.manifest = manifest;
    }

    private CandleSeries(CandleSeries all, int count) {
        this.interval = all.interval;
        this.count = count;
        this.openNanos = all.openNanos;
        this.values = all.values;
        this.priceDecimals = all.priceDecimals;
        this.volumeDecimals = all.volumeDecimals;
        this.manifest = all.manifest;
    }

    @Override
    public BarInterval interval() {
        return interval;
    }

    @Override
    public DataManifest manifest() {
        return manifest;
    }

    /** Returns the number of candles. */
    public int size() {
        return count;
    }

    @Override
    public Precision precision() {
        return new Precision(
                priceDecimals,
                volumeDecimals,
                Arrays.stream(values[HIGH], 0, count).max().orElse(0));
    }

    /** Returns the beginning of a candle, from 0. */
    public long openNanos(int index) {
        return openNanos[index];
    }

    @Override
    public CandleSource until(long nanos) {
        int at = Arrays.binarySearch(openNanos, 0, count, nanos - interval.nanos());
        return new CandleSeries(this, at >= 0 ? at + 1 : -at - 1);
    }

    @Override
    public CandleCursor open() {
        return new CandleCursor() {
            private int at = -1;

            @Override
            public boolean advance() {
                at++;
                return at < count;
            }

            @Override
            public long openNanos() {
                return openNanos[at];
            }

            @Override
            public double open() {
                return values[OPEN][at];
            }

            @Override
            public double high() {
                return values[HIGH][at];
            }

            @Override
            public double low() {
                return values[LOW][at];
            }

            @Override
            public double close() {
                return values[CLOSE][at];
            }

            @Override
            public double volume() {
                return values[VOLUME][at];
            }
        };
    }

    /** Builder of a series, which checks each candle. */
    public static final class Builder {

        private final SeriesChecks checks;
        private final String source;
        private final String format;
        private long[] openNanos = new long[1_024];
        private long[] lines = new long[1_024];
        private double[][] values = new double[FIELDS][1_024];
        private int count;
        private int priceDecimals;
        private int volumeDecimals;

        public Builder(String source, String format) {
            this.source = source;
            this.format = format;
            this.checks = new SeriesChecks(source);
        }

        SeriesChecks checks() {
            return checks;
        }

        /**
         * Adds a candle of texts; a candle that is not usable is left out and noted.
         *
         * @param line number of its line, from 1
         * @param prices open, high, low and close
         * @throws DataException if its time is of another unit or before the last one
         */
        public void add(long line, String time, List<String> prices, String volume) {
            long at = checks.time(line, time);
            double open = checks.number(line, "open", prices.get(OPEN), true);
            double high = open < 0 ? -1 : checks.number(line, "high", prices.get(HIGH), true);
            double low = high < 0 ? -1 : checks.number(line, "low", prices.get(LOW), true);
            double close = low < 0 ? -1 : checks.number(line, "close", prices.get(CLOSE), true);
            priceDecimals = Math.max(priceDecimals, checks.takeDecimals());
            double quantity = close < 0 ? -1 : checks.number(line, "volume", volume, false);
            volumeDecimals = Math.max(volumeDecimals, checks.takeDecimals());
            if (quantity < 0) {
                return;
            }
            if (high < low || open > high || open < low || close > high || close < low) {
                checks.leaveOut(
                        line,
                        DataManifest.RowFault.CONTRADICTION,
                        "has open, high, low and close that contradict each other");
            } else if (isNew(line, at)) {
                append(line, at, open, high, low, close, quantity);
            }
        }

        private boolean isNew(long line, long at) {
            if (count == 0 || at > openNanos[count - 1]) {
                return true;
            }
            if (at == openNanos[count - 1]) {
                checks.leaveOut(
                        line, DataManifest.RowFault.REPEATED_TIME, "repeats the time of line " + lines[count - 1]);
                return false;
            }
            throw checks.refuse(line, "is earlier than line " + lines[count - 1] + ": the file must rise in time");
        }

        private void append(long line, long at, double... fields) {
            if (count == openNanos.length) {
                openNanos = Arrays.copyOf(openNanos, 2 * count);
                lines = Arrays.copyOf(lines, 2 * count);
                for (int i = 0; i < FIELDS; i++) {
                    values[i] = Arrays.copyOf(values[i], 2 * count);
                }
            }
            openNanos[count] = at;
            lines[count] = line;
            for (int i = 0; i < FIELDS; i++) {
                values[i][count] = fields[i];
            }
            count++;
        }

        /**
         * Returns the series; its interval is the shortest distance of two candles.
         *
         * @param digest digest of the source's bytes; empty if it has none
         * @throws DataException if there are fewer than two candles, or one does not begin on the interval's grid
         */
        public CandleSeries build(String digest) {
            if (count < 2) {
                throw new DataException(source + " has " + count + " usable candles, two are the least");
            }
            long shortest = Long.MAX_VALUE;
            for (int i = 1; i < count; i++) {
                shortest = Math.min(shortest, openNanos[i] - openNanos[i - 1]);
            }
            BarInterval interval = interval(shortest);
            List<Gap> gaps = new ArrayList<>();
            long gapCount = 0;
            for (int i = 1; i < count; i++) {
                long distance = openNanos[i] - openNanos[i - 1];
                if (distance % shortest != 0) {
                    throw checks.refuse(
                            lines[i], "begins off the grid of " + interval + " that line " + lines[i - 1] + " is on");
                }
                if (distance != shortest) {
                    gapCount++;
                    if (gaps.size() < DataManifest.SHOWN_MAX) {
                        gaps.add(new Gap(openNanos[i - 1] + shortest, openNanos[i]));
                    }
                }
            }
            DataManifest manifest = new DataManifest(
                    source,
                    format,
                    count,
                    openNanos[0],
                    openNanos[count - 1] + shortest,
                    gaps,
                    gapCount,
                    checks.leftOut(),
                    checks.leftOutCount(),
                    digest);
            return new CandleSeries(this, interval, count, manifest);
        }

        private BarInterval interval(long shortest) {
            try {
                return new BarInterval(shortest);
            } catch (IllegalArgumentException e) {
                throw new DataException(source + " has candles " + shortest + " ns apart: " + e.getMessage());
            }
        }
    }
}
