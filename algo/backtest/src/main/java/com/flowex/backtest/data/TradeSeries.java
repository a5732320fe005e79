package com.flowex.backtest.data;

import com.flowex.domain.order.Side;
import java.util.Arrays;
import java.util.List;

/** Trades in memory. */
public final class TradeSeries implements TradeSource {

    private final int first;
    private final int end;
    private final long[] times;
    private final double[] prices;
    private final double[] quantities;
    private final boolean[] areBuys;
    private final DataManifest manifest;
    private final int priceDecimals;
    private final int quantityDecimals;

    private TradeSeries(Builder builder, int count, DataManifest manifest) {
        this.first = 0;
        this.end = count;
        this.times = builder.times;
        this.prices = builder.prices;
        this.quantities = builder.quantities;
        this.areBuys = builder.areBuys;
        this.priceDecimals = builder.priceDecimals;
        this.quantityDecimals = builder.quantityDecimals;
        this.manifest = manifest;
    }

    private TradeSeries(TradeSeries all, int first, int end, DataManifest manifest) {
        this.first = first;
        this.end = end;
        this.times = all.times;
        this.prices = all.prices;
        this.quantities = all.quantities;
        this.areBuys = all.areBuys;
        this.priceDecimals = all.priceDecimals;
        this.quantityDecimals = all.quantityDecimals;
        this.manifest = manifest;
    }

    @Override
    public DataManifest manifest() {
        return manifest;
    }

    @Override
    public Precision precision() {
        return new Precision(
                priceDecimals,
                quantityDecimals,
                Arrays.stream(prices, first, end).max().orElse(0));
    }

    @Override
    public TradeSource until(long nanos) {
        return new TradeSeries(this, first, index(nanos), manifest);
    }

    /** Returns the index of the first trade at a time or later; the end if there is none. */
    private int index(long nanos) {
        return LowerBound.of(times, first, end, nanos);
    }

    /**
     * Returns the trades of a range of time.
     *
     * @param fromNanos earliest time
     * @param toNanos end, exclusive
     */
    public TradeSeries within(long fromNanos, long toNanos) {
        int from = index(fromNanos);
        int to = Math.max(from, index(toNanos));
        boolean isEmpty = from == to;
        return new TradeSeries(
                this, from, to, manifest.part(to - from, isEmpty ? 0 : times[from], isEmpty ? 0 : times[to - 1] + 1));
    }

    @Override
    public TradeCursor open() {
        return new TradeCursor() {
            private int at = first - 1;

            @Override
            public boolean advance() {
                at++;
                return at < end;
            }

            @Override
            public long timeNanos() {
                return times[at];
            }

            @Override
            public double price() {
                return prices[at];
            }

            @Override
            public double quantity() {
                return quantities[at];
            }

            @Override
            public Side takerSide() {
                return areBuys[at] ? Side.BUY : Side.SELL;
            }
        };
    }

    /** Builder of a series, which checks each trade. */
    public static final class Builder {

        private final SeriesChecks checks;
        private final String source;
        private final String format;
        private long[] times = new long[1_024];
        private double[] prices = new double[1_024];
        private double[] quantities = new double[1_024];
        private boolean[] areBuys = new boolean[1_024];
        private int count;
        private long lastLine;
        private int priceDecimals;
        private int quantityDecimals;

        public Builder(String source, String format) {
            this.source = source;
            this.format = format;
            this.checks = new SeriesChecks(source);
        }

        SeriesChecks checks() {
            return checks;
        }

        /**
         * Adds a trade of texts; a trade that is not usable is left out and noted.
         *
         * @param line number of its line, from 1
         * @throws DataException if its time is of another unit or before the last one
         */
        public void add(long line, String time, String price, String quantity, Side takerSide) {
            long at = checks.time(line, time);
            double paid = checks.number(line, "price", price, true);
            priceDecimals = Math.max(priceDecimals, checks.takeDecimals());
            double traded = paid < 0 ? -1 : checks.number(line, "quantity", quantity, true);
            quantityDecimals = Math.max(quantityDecimals, checks.takeDecimals());
            if (traded < 0) {
                return;
            }
            if (count > 0 && at < times[count - 1]) {
                throw checks.refuse(line, "is earlier than line " + lastLine + ": the file must rise in time");
            }
            if (count == times.length) {
                times = Arrays.copyOf(times, 2 * count);
                prices = Arrays.copyOf(prices, 2 * count);
                quantities = Arrays.copyOf(quantities, 2 * count);
                areBuys = Arrays.copyOf(areBuys, 2 * count);
            }
            times[count] = at;
            prices[count] = paid;
            quantities[count] = traded;
            areBuys[count++] = takerSide == Side.BUY;
            lastLine = line;
        }

        /** @throws DataException if there is no usable trade */
        public TradeSeries build(String digest) {
            if (count == 0) {
                throw new DataException(source + " has no usable trade");
            }
            DataManifest manifest = new DataManifest(
                    source,
                    format,
                    count,
                    times[0],
                    times[count - 1] + 1,
                    List.of(),
                    0,
                    checks.leftOut(),
                    checks.leftOutCount(),
                    digest);
            return new TradeSeries(this, count, manifest);
        }
    }
}
