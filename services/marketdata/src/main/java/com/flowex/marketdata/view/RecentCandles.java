package com.flowex.marketdata.view;

import com.flowex.marketdata.store.Candle;
import com.flowex.marketdata.store.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Latest candles of one market as they were at one moment, of every interval. Immutable. Each interval is merged on the
 * first request for it, and then shared by all readers.
 */
public final class RecentCandles {

    /** Candles of a market without any trade. */
    public static final RecentCandles NONE = new RecentCandles(List.of(), List.of(), List.of());

    private final List<Candle> seconds;
    private final List<Candle> minutes;
    private final List<Candle> closedDays;
    private final Map<Interval, List<Candle>> folded = new ConcurrentHashMap<>();

    /**
     * Creates the candles of one moment. All lists have the oldest first; the last second and the last minute may still
     * grow.
     *
     * @param minutes minutes since a day before the last trade, and the last one before these
     * @param closedDays days before the day of the last trade
     */
    RecentCandles(List<Candle> seconds, List<Candle> minutes, List<Candle> closedDays) {
        this.seconds = seconds;
        this.minutes = minutes;
        this.closedDays = closedDays;
    }

    /**
     * Returns the one-minute candles since a day before the last trade, and the last one before these; oldest first.
     */
    public List<Candle> minutes() {
        return minutes;
    }

    /**
     * Returns the latest candles of an interval, oldest first; the last may still grow. Each has at least one trade.
     */
    public List<Candle> of(Interval interval) {
        return folded.computeIfAbsent(interval, this::merge);
    }

    private List<Candle> merge(Interval interval) {
        if (interval == Interval.ONE_SECOND) {
            return seconds;
        }
        if (minutes.isEmpty()) {
            return List.of();
        }
        return interval.stored() == Interval.ONE_DAY ? days(interval) : hours(interval);
    }

    /**
     * Merges minutes. An oldest candle that began before the oldest minute kept is left out, because it may be
     * incomplete.
     */
    private List<Candle> hours(Interval interval) {
        long complete = minutes.getLast().openSeconds() - Interval.ONE_DAY.seconds();
        return whole(interval == Interval.ONE_MINUTE ? minutes : Candle.merge(minutes, interval), complete);
    }

    private List<Candle> days(Interval interval) {
        long today = Interval.ONE_DAY.openOf(minutes.getLast().openSeconds());
        List<Candle> days = new ArrayList<>(closedDays);
        days.addAll(Candle.merge(
                minutes.stream().filter(minute -> minute.openSeconds() >= today).toList(), Interval.ONE_DAY));
        return whole(Candle.merge(days, interval), today - Candles.DAYS_KEPT * Interval.ONE_DAY.seconds());
    }

    private static List<Candle> whole(List<Candle> candles, long completeFromSeconds) {
        return candles.stream()
                .filter(candle -> candle.openSeconds() >= completeFromSeconds)
                .toList();
    }
}
