package com.flowex.marketdata.view;

import com.flowex.domain.order.Side;
import com.flowex.marketdata.store.Candle;
import com.flowex.marketdata.store.Interval;
import com.flowex.marketdata.store.PublicTrade;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * Candles of one market's last day, reduced from trades. Not thread-safe: the projection's thread owns it.
 *
 * <p>It keeps the minutes since a day before the last trade, and the one before them. They suffice for the statistics
 * of 24 hours, and for the current hour and day, which are merged from their minutes whenever they are stored. It also
 * keeps the latest closed seconds and days, for subscribers to candles.
 */
public final class Candles {

    /** Number of closed days kept: as many as this month and the one before can have. */
    public static final int DAYS_KEPT = 62;

    /** Number of closed seconds kept, so that a subscriber to seconds may be late. */
    public static final int SECONDS_KEPT = 300;

    /** Number of days for which candles of a second are stored: at most 7 x 86,400 = 604,800 rows a market. */
    public static final int SECONDS_STORED_DAYS = 7;

    private static final long DAY_SECONDS = Interval.ONE_DAY.seconds();

    /** Closed minutes, oldest first; the newest minute is in {@link #current}. */
    private final ArrayDeque<Candle> closed = new ArrayDeque<>();

    private final GrowingCandle current = new GrowingCandle();

    /** Closed seconds since the last {@link #clean}, oldest first; the newest is in {@link #second}. */
    private final List<Candle> seconds = new ArrayList<>();

    private final GrowingCandle second = new GrowingCandle();
    private final ArrayDeque<Candle> latestSeconds = new ArrayDeque<>();
    private final ArrayDeque<Candle> closedDays = new ArrayDeque<>();
    private List<Candle> publishedSeconds = List.of();
    private List<Candle> publishedDays = List.of();
    private boolean latestSecondsChanged;
    private boolean secondsChanged;
    private long forgottenBefore = Long.MIN_VALUE;
    private long dirtyFromSeconds = Long.MAX_VALUE;

    /** Closed minutes as last published; copied again only when a minute closes. */
    private List<Candle> published = List.of();

    private boolean closedChanged;

    /** Adds a trade. Trades must come in the order of their times. */
    public void add(PublicTrade trade) {
        long at = trade.timeNanos() / 1_000_000_000L;
        addSecond(at, trade);
        long minute = Interval.ONE_MINUTE.openOf(at);
        if (current.trades > 0 && minute != current.openSeconds) {
            closed.addLast(current.candle());
            closedChanged = true;
            closeDay(minute);
            current.trades = 0;
        }
        current.add(minute, trade);
        dirtyFromSeconds = Math.min(dirtyFromSeconds, minute);
    }

    /** Closes the day if {@code minute} is in a later one. All minutes of the day that ends are still kept. */
    private void closeDay(long minute) {
        long day = Interval.ONE_DAY.openOf(current.openSeconds);
        if (Interval.ONE_DAY.openOf(minute) == day) {
            return;
        }
        List<Candle> minutes =
                closed.stream().filter(each -> each.openSeconds() >= day).toList();
        closedDays.addAll(Candle.merge(minutes, Interval.ONE_DAY));
        forgetDays(Interval.ONE_DAY.openOf(minute));
    }

    private void forgetDays(long today) {
        while (!closedDays.isEmpty() && closedDays.getFirst().openSeconds() < today - DAYS_KEPT * DAY_SECONDS) {
            closedDays.removeFirst();
        }
        publishedDays = List.copyOf(closedDays);
    }

    private void addSecond(long at, PublicTrade trade) {
        if (second.trades > 0 && at != second.openSeconds) {
            seconds.add(second.candle());
            latestSecond(second.candle());
            second.trades = 0;
        }
        second.add(at, trade);
        secondsChanged = true;
    }

    private void latestSecond(Candle closed) {
        latestSeconds.addLast(closed);
        if (latestSeconds.size() > SECONDS_KEPT) {
            latestSeconds.removeFirst();
        }
        latestSecondsChanged = true;
    }

    /** Restores a stored second; to be called with the oldest first. The last may still grow. */
    public void restoreSecond(Candle next) {
        if (second.trades > 0) {
            latestSecond(second.candle());
        }
        second.set(next);
    }

    /**
     * Restores a stored day; to be called with the oldest first and after the minutes. The day of the last minute is
     * ignored, because its minutes give it.
     */
    public void restoreDay(Candle day) {
        long today = Interval.ONE_DAY.openOf(current.openSeconds);
        if (day.openSeconds() < today) {
            closedDays.addLast(day);
            forgetDays(today);
        }
    }

    /** Begins with a history from before the first trade, of which the caller stores the candles. */
    void begin(PriorHistory.Past past) {
        past.latestMinutes().forEach(this::restore);
        past.days().forEach(this::restoreDay);
        past.seconds().forEach(this::restoreSecond);
    }

    /** Returns the latest candles of every interval, as they are now. */
    public RecentCandles recent() {
        if (current.trades == 0) {
            return RecentCandles.NONE;
        }
        while (!latestSeconds.isEmpty() && latestSeconds.getFirst().openSeconds() < secondsStoredFrom()) {
            latestSeconds.removeFirst();
            latestSecondsChanged = true;
        }
        if (latestSecondsChanged) {
            publishedSeconds = List.copyOf(latestSeconds);
            latestSecondsChanged = false;
        }
        List<Candle> untilNow = new ArrayList<>(publishedSeconds.size() + 1);
        untilNow.addAll(publishedSeconds);
        untilNow.add(second.candle());
        return new RecentCandles(untilNow, minutes(), publishedDays);
    }

    /** Restores a stored minute; to be called with the oldest first. */
    public void restore(Candle minute) {
        if (current.trades > 0) {
            closed.addLast(current.candle());
            closedChanged = true;
        }
        current.set(minute);
    }

    /** Returns a copy of all minutes kept, oldest first. The last may still grow. */
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
     * Returns the candles of a stored interval that changed since {@link #clean}, oldest first, as they are now.
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
        return Candle.merge(minutes, interval);
    }

    private List<Candle> dirtySeconds() {
        if (!secondsChanged) {
            return List.of();
        }
        List<Candle> dirty = new ArrayList<>(seconds);
        dirty.add(second.candle());
        return dirty;
    }

    /**
     * Returns the first second of which a candle is still stored: a whole hour, {@link #SECONDS_STORED_DAYS} days
     * before the last trade. So the same log leaves the same seconds, however often it was stored.
     */
    public long secondsStoredFrom() {
        return secondsStoredFrom(second.openSeconds);
    }

    /**
     * Returns the first stored second, as {@link #secondsStoredFrom()}, of a market whose last trade was in this
     * second.
     */
    public static long secondsStoredFrom(long lastSecond) {
        return Interval.ONE_HOUR.openOf(lastSecond - SECONDS_STORED_DAYS * DAY_SECONDS);
    }

    /** Returns true if stored seconds may be older than {@link #secondsStoredFrom()}, as far as this object knows. */
    public boolean hasOldSeconds() {
        return second.trades > 0 && secondsStoredFrom() != forgottenBefore;
    }

    /**
     * Marks everything as stored. Forgets what changed, and all but the last of the minutes that are more than a day
     * older than the last trade.
     */
    public void clean() {
        dirtyFromSeconds = Long.MAX_VALUE;
        forgottenBefore = secondsStoredFrom();
        seconds.clear();
        secondsChanged = false;
        Candle oldest = closed.pollFirst();
        while (oldest != null && isOld(oldest) && !closed.isEmpty() && isOld(closed.getFirst())) {
            oldest = closed.removeFirst();
            closedChanged = true;
        }
        if (oldest != null) {
            closed.addFirst(oldest);
        }
    }

    private boolean isOld(Candle minute) {
        return minute.openSeconds() < current.openSeconds - DAY_SECONDS;
    }

    /** Candle that still grows; it does not exist while {@code trades} is 0. */
    private static final class GrowingCandle {

        private long openSeconds;
        private long open;
        private long high;
        private long low;
        private long close;
        private BigInteger volume = BigInteger.ZERO;
        private BigInteger quoteVolume = BigInteger.ZERO;
        private BigInteger bought = BigInteger.ZERO;
        private BigInteger boughtQuote = BigInteger.ZERO;
        private long firstTrade;
        private long lastTrade;
        private long trades;

        void add(long opens, PublicTrade trade) {
            if (trades == 0) {
                set(Candle.of(opens, trade));
                return;
            }
            high = Math.max(high, trade.priceUnits());
            low = Math.min(low, trade.priceUnits());
            close = trade.priceUnits();
            lastTrade = trade.id();
            addVolumes(trade);
            trades++;
        }

        private void addVolumes(PublicTrade trade) {
            BigInteger quantity = BigInteger.valueOf(trade.quantityUnits());
            BigInteger quote = BigInteger.valueOf(trade.quoteUnits());
            volume = volume.add(quantity);
            quoteVolume = quoteVolume.add(quote);
            if (trade.takerSide() == Side.BUY) {
                bought = bought.add(quantity);
                boughtQuote = boughtQuote.add(quote);
            }
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
            firstTrade = candle.takers().firstTrade();
            lastTrade = candle.takers().lastTrade();
            bought = candle.takers().boughtUnits();
            boughtQuote = candle.takers().boughtQuoteUnits();
        }

        Candle candle() {
            Candle.TakerTotals takers = new Candle.TakerTotals(firstTrade, lastTrade, bought, boughtQuote);
            return new Candle(openSeconds, open, high, low, close, volume, quoteVolume, trades, takers);
        }
    }
}
