package com.flowex.marketdata.view;

import com.flowex.marketdata.view.book.Book;
import com.flowex.marketdata.view.book.Depth;
import com.flowex.marketdata.view.book.Levels;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * Best levels of a book at the end of each minute in which something happened. Not thread-safe: the projection's thread
 * owns it.
 *
 * <p>Minutes are those of the log's time. A minute in which nothing happened ended like the one before it.
 */
final class BookSampler {

    /** Number of levels of each side whose quantities are added up. */
    static final int LEVELS = 20;

    private static final long MINUTE_NANOS = 60_000_000_000L;
    private static final long MINUTES_PER_HOUR = 60;
    private static final long HOURS_KEPT = 24L * Candles.SECONDS_STORED_DAYS;

    /**
     * Best levels at the end of one minute.
     *
     * @param minuteSeconds start of the minute, seconds since 1970
     * @param bidUnits best bid; 0 if there was no bid
     * @param askUnits best ask; 0 if there was no ask
     * @param bidQuantity summed quantity of the best bid levels
     * @param askQuantity summed quantity of the best ask levels
     */
    record BookSample(
            long minuteSeconds, long bidUnits, long askUnits, BigInteger bidQuantity, BigInteger askQuantity) {}

    private final List<BookSample> unstored = new ArrayList<>();
    private long forgottenHour = Long.MIN_VALUE;

    /**
     * Records the minute that has ended, if the event is in a later one. Must be called before the event changes the
     * book.
     *
     * @param beforeNanos time of the market's event before, 0 if there was none
     * @param nowNanos time of the event
     */
    void passed(long beforeNanos, long nowNanos, Book book) {
        long minute = beforeNanos / MINUTE_NANOS;
        if (beforeNanos == 0 || minute == nowNanos / MINUTE_NANOS) {
            return;
        }
        Depth best = book.best(LEVELS);
        unstored.add(new BookSample(
                minute * 60, price(best.bids()), price(best.asks()), sum(best.bids()), sum(best.asks())));
    }

    private static long price(Levels levels) {
        return levels.isEmpty() ? 0 : levels.priceUnits(0);
    }

    private static BigInteger sum(Levels levels) {
        BigInteger sum = BigInteger.ZERO;
        for (int i = 0; i < levels.size(); i++) {
            sum = sum.add(levels.quantityUnits(i));
        }
        return sum;
    }

    List<BookSample> unstored() {
        return unstored;
    }

    /** Returns the first second that is kept of a market whose last event has this time; a whole hour. */
    static long retainedFrom(long lastNanos) {
        return (lastNanos / MINUTE_NANOS / MINUTES_PER_HOUR - HOURS_KEPT) * 3_600;
    }

    /** Returns true if stored minutes may be older than {@link #retainedFrom}, as far as this object knows. */
    boolean hasOld(long lastNanos) {
        return retainedFrom(lastNanos) != forgottenHour;
    }

    void stored(long lastNanos) {
        unstored.clear();
        forgottenHour = retainedFrom(lastNanos);
    }
}
