package com.flowex.backtest.run;

import com.flowex.backtest.data.CandleSource;
import com.flowex.strategy.data.Bar;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The next bars of a run over candles, computed ahead of the run. Bars follow from the data alone, so the run delivers
 * exactly these, in this order; no strategy sees one earlier.
 */
final class BarPreview {

    private final List<Series> all = new ArrayList<>();
    private final List<Bar> bars = new ArrayList<>();
    private int passed;

    /** Series of bars with a reader of candles of its own. */
    private static final class Series {

        private final CandleSource.CandleCursor candles;
        private final long candleNanos;
        private final BarSeries bars;
        private final String symbol;
        private final boolean isWhole;
        private boolean hasCandle;
        private long takenUntil = Long.MIN_VALUE;
        private @Nullable Bar closed;

        Series(RunMarket state, BarSeries original, CandleSource data) {
            candles = data.open();
            candleNanos = data.interval().nanos();
            symbol = state.market.symbol();
            isWhole = original.interval().equals(data.interval());
            bars = new BarSeries(symbol, original.interval(), false, bar -> closed = bar);
        }

        /** Takes candles until a bar has closed, or until none is left for now. */
        void fill() {
            while (closed == null) {
                hasCandle = hasCandle || candles.advance();
                long known = hasCandle ? candles.openNanos() : takenUntil;
                if (known >= bars.dueNanos()) {
                    bars.close();
                } else if (hasCandle) {
                    take();
                } else {
                    return;
                }
            }
        }

        private void take() {
            Bar part = new Bar(
                    symbol,
                    bars.interval(),
                    candles.openNanos(),
                    candles.open(),
                    candles.high(),
                    candles.low(),
                    candles.close(),
                    candles.volume());
            if (isWhole) {
                bars.whole(part.openNanos(), part);
            } else {
                bars.add(part.openNanos(), part);
            }
            takenUntil = candles.openNanos() + candleNanos;
            hasCandle = false;
        }

        /** Returns the time at which the next bar closes; {@link Long#MAX_VALUE} if there is none for now. */
        long dueNanos() {
            Bar known = closed;
            return known == null ? bars.dueNanos() : known.closeNanos();
        }
    }

    /** @return preview of a run whose markets all have candles; null for other runs */
    static @Nullable BarPreview of(List<RunMarket> states) {
        BarPreview preview = new BarPreview();
        for (RunMarket state : states) {
            if (!(state.market.marketSetup.data() instanceof CandleSource candles)) {
                return null;
            }
            state.series.forEach(each -> preview.all.add(new Series(state, each, candles)));
        }
        return preview;
    }

    /**
     * Returns the next bars, oldest first.
     *
     * @param most highest number
     * @return fewer if the data ends, or if it is open whether a bar closes with the data that there is
     */
    List<Bar> next(int most) {
        if (passed > 0) {
            bars.subList(0, passed).clear();
            passed = 0;
        }
        while (bars.size() < most) {
            Series first = first();
            if (first == null) {
                break;
            }
            Bar bar = first.closed;
            if (bar == null) {
                break;
            }
            first.closed = null;
            bars.add(bar);
        }
        return List.copyOf(bars.subList(0, Math.min(most, bars.size())));
    }

    /** Returns the series whose bar closes first; of several at one time, the run closes them in their order. */
    private @Nullable Series first() {
        Series first = null;
        for (Series each : all) {
            each.fill();
            if (each.dueNanos() != Long.MAX_VALUE && (first == null || each.dueNanos() < first.dueNanos())) {
                first = each;
            }
        }
        return first;
    }

    /**
     * Passes over a bar that the run has delivered.
     *
     * @throws IllegalStateException if the run delivers another bar than the data has
     */
    void pass(Bar delivered) {
        if (passed == bars.size()) {
            next(1);
        }
        if (passed < bars.size()) {
            if (!bars.get(passed).equals(delivered)) {
                throw new IllegalStateException("the run delivers " + delivered + " in place of " + bars.get(passed));
            }
            passed++;
            return;
        }
        // A bar that the end of the data of its market has left short.
        Series first = first();
        if (first == null || first.dueNanos() != delivered.closeNanos()) {
            throw new IllegalStateException("the run delivers " + delivered + ", which its data does not have");
        }
        first.bars.close();
        first.closed = null;
    }
}
