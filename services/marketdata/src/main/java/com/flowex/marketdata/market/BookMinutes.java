package com.flowex.marketdata.market;

import com.flowex.marketdata.book.Book;
import com.flowex.marketdata.book.Depth;
import com.flowex.marketdata.book.Levels;
import com.flowex.marketdata.candle.Candles;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * The best of a book as each minute ended in which something happened. Not thread-safe: the projection's thread owns it.
 *
 * <p>Minutes are the log's. One in which nothing happened ended as the one before it.
 */
final class BookMinutes {

    /** Levels of each side whose quantities are added up. */
    static final int LEVELS = 20;

    private static final long MINUTE_NANOS = 60_000_000_000L;
    private static final long MINUTES_PER_HOUR = 60;
    private static final long HOURS_KEPT = 24L * Candles.SECONDS_STORED_DAYS;

    /**
     * One of them.
     *
     * @param bidUnits best bid; 0: nobody bid
     * @param askUnits best ask; 0: nobody asked
     */
    record Minute(long minuteSeconds, long bidUnits, long askUnits, BigInteger bidQuantity, BigInteger askQuantity) {}

    private final List<Minute> unstored = new ArrayList<>();
    private long forgottenHour = Long.MIN_VALUE;

    /** To be called before an event changes the book: if it begins a minute, the one before it has ended. */
    void passed(long beforeNanos, long nowNanos, Book book) {
        long minute = beforeNanos / MINUTE_NANOS;
        if (beforeNanos == 0 || minute == nowNanos / MINUTE_NANOS) {
            return;
        }
        Depth best = book.best(LEVELS);
        unstored.add(
                new Minute(minute * 60, price(best.bids()), price(best.asks()), sum(best.bids()), sum(best.asks())));
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

    List<Minute> unstored() {
        return unstored;
    }

    /** The first second that is kept of a market whose last event is of this time; whole hours. */
    static long keptFrom(long lastNanos) {
        return (lastNanos / MINUTE_NANOS / MINUTES_PER_HOUR - HOURS_KEPT) * 3_600;
    }

    /** Whether stored minutes may be older than that, for all that is known. */
    boolean hasOld(long lastNanos) {
        return keptFrom(lastNanos) != forgottenHour;
    }

    void stored(long lastNanos) {
        unstored.clear();
        forgottenHour = keptFrom(lastNanos);
    }
}
