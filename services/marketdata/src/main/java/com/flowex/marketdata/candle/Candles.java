package com.flowex.marketdata.candle;

import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * The candles of one market's last day, folded from trades. Not thread-safe: the projection's thread owns it.
 *
 * <p>Kept are the minutes since a day before the last trade: enough for the statistics of 24 hours, and for the current
 * hour and day, which are folded from their minutes whenever they are stored.
 */
public final class Candles {

    private static final long DAY_SECONDS = Interval.ONE_DAY.seconds();

    /** Oldest first; the newest minute is in {@link #current}. */
    private final ArrayDeque<Candle> closed = new ArrayDeque<>();

    private final Current current = new Current();

    /** The seconds since the last {@link #clean}, oldest first; the newest is in {@link #second}. */
    private final List<Candle> seconds = new ArrayList<>();

    private final Current second = new Current();
    private boolean secondsChanged;
    private long dirtyFromSeconds = Long.MAX_VALUE;

    /** The closed minutes as last published; built anew only when a minute closes. */
    private List<Candle> published = List.of();

    private boolean closedChanged;

    /**
     * Adds a trade; trades come in the order of their time.
     *
     * @param timeNanos log time, since 1970
     */
    public void add(long timeNanos, long priceUnits, long quantityUnits, long quoteUnits) {
        long at = timeNanos / 1_000_000_000L;
        addSecond(at, priceUnits, quantityUnits, quoteUnits);
        long minute = Interval.ONE_MINUTE.openOf(at);
        if (current.trades > 0 && minute != current.openSeconds) {
            closed.addLast(current.candle());
            closedChanged = true;
            current.trades = 0;
        }
        current.add(minute, priceUnits, quantityUnits, quoteUnits);
        dirtyFromSeconds = Math.min(dirtyFromSeconds, minute);
    }

    private void addSecond(long at, long priceUnits, long quantityUnits, long quoteUnits) {
        if (second.trades > 0 && at != second.openSeconds) {
            seconds.add(second.candle());
            second.trades = 0;
        }
        second.add(at, priceUnits, quantityUnits, quoteUnits);
        secondsChanged = true;
    }

    /** Puts the last stored second back: it may still grow. */
    public void restoreSecond(Candle last) {
        second.set(last);
    }

    /** Puts a stored minute back; oldest first. */
    public void restore(Candle minute) {
        if (current.trades > 0) {
            closed.addLast(current.candle());
            closedChanged = true;
        }
        current.set(minute);
    }

    /** All minutes kept, oldest first; the last may still grow. A copy that does not change. */
    public List<Candle> minutes() {
        if (closedChanged) {
            published = List.copyOf(closed);
            closedChanged = false;
        }
        if (current.trades == 0) {
            return published;
        }
        List<Candle> minutes = new ArrayList<>(published.size() + 1);
        minutes.addAll(published);
        minutes.add(current.candle());
        return minutes;
    }

    /**
     * The candles of a stored interval that changed since {@link #clean}, oldest first, as they are now.
     *
     * @param interval a second, a minute, an hour or a day
     */
    public List<Candle> dirty(Interval interval) {
        if (interval == Interval.ONE_SECOND) {
            return dirtySeconds();
        }
        if (dirtyFromSeconds == Long.MAX_VALUE) {
            return List.of();
        }
        long from = interval.openOf(dirtyFromSeconds);
        List<Candle> minutes = minutes().stream()
                .filter(minute -> minute.openSeconds() >= from)
                .toList();
        return Candle.fold(minutes, interval);
    }

    private List<Candle> dirtySeconds() {
        if (!secondsChanged) {
            return List.of();
        }
        List<Candle> dirty = new ArrayList<>(seconds);
        dirty.add(second.candle());
        return dirty;
    }

    /** All is stored: forgets what changed, and the minutes more than a day older than the last trade. */
    public void clean() {
        dirtyFromSeconds = Long.MAX_VALUE;
        seconds.clear();
        secondsChanged = false;
        while (!closed.isEmpty() && closed.getFirst().openSeconds() < current.openSeconds - DAY_SECONDS) {
            closed.removeFirst();
            closedChanged = true;
        }
    }

    /** The candle that still grows; without trades there is none. */
    private static final class Current {

        private long openSeconds;
        private long open;
        private long high;
        private long low;
        private long close;
        private BigInteger volume = BigInteger.ZERO;
        private BigInteger quoteVolume = BigInteger.ZERO;
        private long trades;

        void add(long opens, long price, long quantity, long quote) {
            if (trades == 0) {
                set(Candle.of(opens, price, quantity, quote));
                return;
            }
            high = Math.max(high, price);
            low = Math.min(low, price);
            close = price;
            volume = volume.add(BigInteger.valueOf(quantity));
            quoteVolume = quoteVolume.add(BigInteger.valueOf(quote));
            trades++;
        }

        void set(Candle candle) {
            openSeconds = candle.openSeconds();
            open = candle.openUnits();
            high = candle.highUnits();
            low = candle.lowUnits();
            close = candle.closeUnits();
            volume = candle.volumeUnits();
            quoteVolume = candle.quoteVolumeUnits();
            trades = candle.trades();
        }

        Candle candle() {
            return new Candle(openSeconds, open, high, low, close, volume, quoteVolume, trades);
        }
    }
}
