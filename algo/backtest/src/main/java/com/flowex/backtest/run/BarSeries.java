package com.flowex.backtest.run;

import com.flowex.strategy.data.Bar;
import com.flowex.strategy.data.BarInterval;
import java.util.function.Consumer;

/** Bars of one market and interval, put together from shorter bars or from trades. */
public final class BarSeries {

    /** Longest run of intervals without a trade that are filled with empty bars; a longer one is a gap. */
    private static final int EMPTY_MAX = 1_000;

    private final String symbol;
    private final BarInterval interval;
    private final boolean fillsEmpty;
    private final Consumer<Bar> out;
    private boolean isOpen;
    private boolean isEmpty;
    private int emptyRun;
    private long openNanos;
    private double open;
    private double high;
    private double low;
    private double close;
    private double volume;

    /** @param fillsEmpty true if an interval without any data gets a bar of the last close */
    public BarSeries(String symbol, BarInterval interval, boolean fillsEmpty, Consumer<Bar> out) {
        this.symbol = symbol;
        this.interval = interval;
        this.fillsEmpty = fillsEmpty;
        this.out = out;
    }

    public BarInterval interval() {
        return interval;
    }

    /** Returns the time at which the present bar closes; {@link Long#MAX_VALUE} if there is none. */
    public long dueNanos() {
        return isOpen ? openNanos + interval.nanos() : Long.MAX_VALUE;
    }

    /** Takes a bar of exactly this interval, which need not begin where {@link BarInterval#startOf} says. */
    public void whole(long timeNanos, Bar bar) {
        begin(timeNanos, bar.open());
        isEmpty = false;
        high = bar.high();
        low = bar.low();
        close = bar.close();
        volume = bar.volume();
    }

    /** Adds a shorter bar or a trade; the bar before must be closed by then. */
    public void add(long timeNanos, Bar part) {
        long start = interval.startOf(timeNanos);
        if (isOpen && start != openNanos) {
            throw new IllegalStateException("a bar closes before the data of the next one");
        }
        if (!isOpen || isEmpty) {
            begin(start, part.open());
            isEmpty = false;
        }
        high = Math.max(high, part.high());
        low = Math.min(low, part.low());
        close = part.close();
        volume += part.volume();
    }

    private void begin(long start, double price) {
        isOpen = true;
        openNanos = start;
        open = price;
        high = price;
        low = price;
        close = price;
        volume = 0;
    }

    /** Closes the present bar; an empty one follows at once, if this series has them. */
    public void close() {
        out.accept(new Bar(symbol, interval, openNanos, open, high, low, close, volume));
        emptyRun = isEmpty ? emptyRun + 1 : 0;
        isOpen = false;
        if (fillsEmpty && emptyRun < EMPTY_MAX) {
            begin(openNanos + interval.nanos(), close);
            isEmpty = true;
        }
    }
}
