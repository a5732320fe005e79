package com.flowex.strategies.app.run.market;

import com.flowex.backtest.data.CandleSource;
import com.flowex.backtest.data.DataManifest;
import com.flowex.orderentry.market.ListedMarket;
import com.flowex.strategies.app.CandleHistory;
import com.flowex.strategies.app.CandleHistory.StoredCandle;
import com.flowex.strategy.data.BarInterval;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * One-minute candles of a market that grow as minutes close. From the first trade on, a minute without a trade is a
 * candle of the last close without volume. Candles that all readers have passed are not kept.
 */
public final class MinuteCandles implements CandleSource {

    public static final BarInterval MINUTE = BarInterval.parse("1m");

    private static final long SECOND = 1_000_000_000L;
    private static final int MINUTE_SECONDS = 60;

    private final CandleHistory history;
    private final ListedMarket market;
    private final List<StoredCandle> waiting = new ArrayList<>();
    private long untilSeconds;
    private @Nullable StoredCandle last;
    private final List<Cursor> readers = new ArrayList<>();

    /** @param fromSeconds beginning of the first minute, seconds since 1970 */
    public MinuteCandles(CandleHistory history, ListedMarket market, long fromSeconds) {
        this.history = history;
        this.market = market;
        this.untilSeconds = fromSeconds;
    }

    /** Adds the minutes that have closed by a time. */
    public void grow(long nowSeconds) {
        long toSeconds = nowSeconds / MINUTE_SECONDS * MINUTE_SECONDS;
        if (toSeconds <= untilSeconds) {
            return;
        }
        int count = Math.toIntExact((toSeconds - untilSeconds) / MINUTE_SECONDS);
        Iterator<StoredCandle> stored =
                history.read(market, MINUTE, untilSeconds, toSeconds, count).iterator();
        StoredCandle next = stored.hasNext() ? stored.next() : null;
        int taken = readers.stream().mapToInt(each -> each.taken).min().orElse(0);
        waiting.subList(0, taken).clear();
        readers.forEach(each -> each.taken -= taken);
        for (long open = untilSeconds; open < toSeconds; open += MINUTE_SECONDS) {
            StoredCandle before = last;
            if (next != null && next.openSeconds() == open) {
                last = next;
                waiting.add(next);
                next = stored.hasNext() ? stored.next() : null;
            } else if (before != null) {
                double close = before.close();
                last = new StoredCandle(open, close, close, close, close, 0);
                waiting.add(last);
            }
        }
        untilSeconds = toSeconds;
    }

    @Override
    public BarInterval interval() {
        return MINUTE;
    }

    @Override
    public CandleSource until(long nanos) {
        throw new UnsupportedOperationException("a run is not repeated on a part of its candles");
    }

    @Override
    public Precision precision() {
        return new Precision(
                market.priceScale().places(), market.quantityScale().places(), 0);
    }

    @Override
    public DataManifest manifest() {
        return new DataManifest(
                market.instrument().symbol() + " of this exchange, as it closes",
                "candles",
                0,
                0,
                0,
                List.of(),
                0,
                List.of(),
                0,
                "");
    }

    /** Returns a reader of the candles from the first that is kept; it goes on when minutes are added. */
    @Override
    public CandleCursor open() {
        Cursor reader = new Cursor();
        readers.add(reader);
        return reader;
    }

    private final class Cursor implements CandleCursor {

        private @Nullable StoredCandle present;
        private int taken;

        @Override
        public boolean advance() {
            if (taken == waiting.size()) {
                return false;
            }
            present = waiting.get(taken++);
            return true;
        }

        private StoredCandle candle() {
            StoredCandle known = present;
            if (known == null) {
                throw new NoSuchElementException("no candle was read");
            }
            return known;
        }

        @Override
        public long openNanos() {
            return candle().openSeconds() * SECOND;
        }

        @Override
        public double open() {
            return candle().open();
        }

        @Override
        public double high() {
            return candle().high();
        }

        @Override
        public double low() {
            return candle().low();
        }

        @Override
        public double close() {
            return candle().close();
        }

        @Override
        public double volume() {
            return candle().volume();
        }
    }
}
