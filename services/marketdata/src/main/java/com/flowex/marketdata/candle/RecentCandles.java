package com.flowex.marketdata.candle;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The latest candles of one market as they were at one moment, of every interval. Immutable; each interval is folded when it
 * is first asked for, and then shared by all who ask.
 */
public final class RecentCandles {

    /** Of a market in which nothing was ever traded. */
    public static final RecentCandles NONE = new RecentCandles(List.of(), List.of(), List.of());

    private final List<Candle> seconds;
    private final List<Candle> minutes;
    private final List<Candle> closedDays;
    private final Map<Interval, List<Candle>> folded = new ConcurrentHashMap<>();

    /**
     * All oldest first; the last second and the last minute may still grow.
     *
     * @param minutes since a day before the last trade, and the last one before these
     * @param closedDays before the day of the last trade
     */
    RecentCandles(List<Candle> seconds, List<Candle> minutes, List<Candle> closedDays) {
        this.seconds = seconds;
        this.minutes = minutes;
        this.closedDays = closedDays;
    }

    /** One-minute candles since a day before the last trade, and the last one before these; oldest first. */
    public List<Candle> minutes() {
        return minutes;
    }

    /** The latest candles of an interval, oldest first; the last may still grow. None of them lacks a trade. */
    public List<Candle> of(Interval interval) {
        return folded.computeIfAbsent(interval, this::fold);
    }

    private List<Candle> fold(Interval interval) {
        if (interval == Interval.ONE_SECOND) {
            return seconds;
        }
        if (minutes.isEmpty()) {
            return List.of();
        }
        return interval.stored() == Interval.ONE_DAY ? days(interval) : hours(interval);
    }

    /** The oldest one may have begun before the oldest minute that is left of it. */
    private List<Candle> hours(Interval interval) {
        long complete = minutes.getLast().openSeconds() - Interval.ONE_DAY.seconds();
        return whole(interval == Interval.ONE_MINUTE ? minutes : Candle.fold(minutes, interval), complete);
    }

    private List<Candle> days(Interval interval) {
        long today = Interval.ONE_DAY.openOf(minutes.getLast().openSeconds());
        List<Candle> days = new ArrayList<>(closedDays);
        days.addAll(Candle.fold(
                minutes.stream().filter(minute -> minute.openSeconds() >= today).toList(), Interval.ONE_DAY));
        return whole(Candle.fold(days, interval), today - Candles.DAYS_KEPT * Interval.ONE_DAY.seconds());
    }

    private static List<Candle> whole(List<Candle> candles, long completeFromSeconds) {
        return candles.stream()
                .filter(candle -> candle.openSeconds() >= completeFromSeconds)
                .toList();
    }
}
