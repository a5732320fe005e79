package com.flowex.strategies.app;

import com.flowex.backtest.data.CandleSource;
import com.flowex.backtest.data.DataManifest;
import com.flowex.orderentry.market.ListedMarket;
import com.flowex.strategies.app.CandleHistory.StoredCandle;
import com.flowex.strategy.data.BarInterval;
import java.util.List;

/**
 * Candles of one of the exchange's own markets. Intervals without a trade are filled with the last close and no volume,
 * from the first trade on, because the market was open without a trade.
 */
final class RecordedCandles implements CandleSource {

    private static final long SECOND = 1_000_000_000L;

    private final String symbol;
    private final BarInterval interval;
    private final List<StoredCandle> candles;
    private final int priceDecimals;
    private final int quantityDecimals;

    /** @param candles in rising time */
    RecordedCandles(ListedMarket market, BarInterval interval, List<StoredCandle> candles) {
        this(
                market.instrument().symbol(),
                interval,
                candles,
                market.priceScale().places(),
                market.quantityScale().places());
    }

    private RecordedCandles(
            String symbol, BarInterval interval, List<StoredCandle> candles, int priceDecimals, int quantityDecimals) {
        this.symbol = symbol;
        this.priceDecimals = priceDecimals;
        this.quantityDecimals = quantityDecimals;
        this.interval = interval;
        this.candles = candles;
    }

    @Override
    public BarInterval interval() {
        return interval;
    }

    @Override
    public CandleSource until(long nanos) {
        int count = 0;
        while (count < candles.size() && candles.get(count).openSeconds() * SECOND + interval.nanos() <= nanos) {
            count++;
        }
        return new RecordedCandles(symbol, interval, candles.subList(0, count), priceDecimals, quantityDecimals);
    }

    @Override
    public DataManifest manifest() {
        if (candles.isEmpty()) {
            return manifest(0, 0, 0);
        }
        long from = candles.getFirst().openSeconds() * SECOND;
        long to = candles.getLast().openSeconds() * SECOND + interval.nanos();
        return manifest((to - from) / interval.nanos(), from, to);
    }

    /** Returns the precision of the market's own rules, which the run takes anyway. */
    @Override
    public Precision precision() {
        double highest = candles.stream().mapToDouble(StoredCandle::high).max().orElse(0);
        return new Precision(priceDecimals, quantityDecimals, highest);
    }

    private DataManifest manifest(long rows, long from, long to) {
        return new DataManifest(
                symbol + " of this exchange", "candles", rows, from, to, List.of(), 0, List.of(), 0, "");
    }

    @Override
    public CandleCursor open() {
        return new Cursor();
    }

    private final class Cursor implements CandleCursor {

        private int next;
        private long openNanos;
        private boolean isFilled;

        @Override
        public boolean advance() {
            if (next == candles.size()) {
                return false;
            }
            long requested = next == 0 ? candles.getFirst().openSeconds() * SECOND : openNanos + interval.nanos();
            isFilled = requested < candles.get(next).openSeconds() * SECOND;
            openNanos = requested;
            if (!isFilled) {
                next++;
            }
            return true;
        }

        private StoredCandle last() {
            return candles.get(next - 1);
        }

        @Override
        public long openNanos() {
            return openNanos;
        }

        @Override
        public double open() {
            return isFilled ? last().close() : last().open();
        }

        @Override
        public double high() {
            return isFilled ? last().close() : last().high();
        }

        @Override
        public double low() {
            return isFilled ? last().close() : last().low();
        }

        @Override
        public double close() {
            return last().close();
        }

        @Override
        public double volume() {
            return isFilled ? 0 : last().volume();
        }
    }
}
