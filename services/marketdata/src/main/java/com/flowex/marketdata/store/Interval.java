package com.flowex.marketdata.store;

import java.time.LocalDate;
import java.util.Optional;

/**
 * Length of a candle. Candles begin at multiples of it since 1970, UTC; those of a week on Monday, those of a month on
 * its first day.
 */
public enum Interval {
    ONE_SECOND("1s", 1),
    ONE_MINUTE("1m", 60),
    THREE_MINUTES("3m", 180),
    FIVE_MINUTES("5m", 300),
    FIFTEEN_MINUTES("15m", 900),
    THIRTY_MINUTES("30m", 1_800),
    ONE_HOUR("1h", 3_600),
    TWO_HOURS("2h", 7_200),
    FOUR_HOURS("4h", 14_400),
    SIX_HOURS("6h", 21_600),
    EIGHT_HOURS("8h", 28_800),
    TWELVE_HOURS("12h", 43_200),
    ONE_DAY("1d", 86_400),
    THREE_DAYS("3d", 259_200),
    ONE_WEEK("1w", 604_800),
    ONE_MONTH("1M", 31 * 86_400);

    private static final long DAY_SECONDS = 86_400;

    /** 1970 began on a Thursday; the first Monday came four days later. */
    private static final long FIRST_MONDAY_SECONDS = 4 * DAY_SECONDS;

    private final String code;
    private final long seconds;

    Interval(String code, long seconds) {
        this.code = code;
        this.seconds = seconds;
    }

    /** Returns the code as a request writes it: "15m"; a minute is "1m", a month "1M". */
    public String code() {
        return code;
    }

    /** Returns the length in seconds; that of the longest month for a month. */
    public long seconds() {
        return seconds;
    }

    /** Returns the interval with this code; empty if there is none. */
    public static Optional<Interval> of(String code) {
        for (Interval interval : values()) {
            if (interval.code.equals(code)) {
                return Optional.of(interval);
            }
        }
        return Optional.empty();
    }

    /**
     * Returns the start of the interval that contains a time.
     *
     * @param atSeconds seconds since 1970
     */
    public long openOf(long atSeconds) {
        if (this == ONE_MONTH) {
            return firstOfMonth(atSeconds).toEpochDay() * DAY_SECONDS;
        }
        long origin = this == ONE_WEEK ? FIRST_MONDAY_SECONDS : 0;
        return Math.floorDiv(atSeconds - origin, seconds) * seconds + origin;
    }

    /** Returns the end of the interval that starts at {@code openSeconds}: the first second behind it. */
    public long closeOf(long openSeconds) {
        return this == ONE_MONTH
                ? firstOfMonth(openSeconds).plusMonths(1).toEpochDay() * DAY_SECONDS
                : openSeconds + seconds;
    }

    private static LocalDate firstOfMonth(long atSeconds) {
        return LocalDate.ofEpochDay(Math.floorDiv(atSeconds, DAY_SECONDS)).withDayOfMonth(1);
    }

    /**
     * Returns the longest stored interval that divides this one. Seconds, minutes, hours and days are stored; the
     * others are merged on request, from at most 31 stored candles each.
     */
    public Interval stored() {
        if (seconds < ONE_MINUTE.seconds) {
            return ONE_SECOND;
        }
        if (seconds < ONE_HOUR.seconds) {
            return ONE_MINUTE;
        }
        return seconds < ONE_DAY.seconds ? ONE_HOUR : ONE_DAY;
    }

    /** Returns the largest number of stored candles that make one of this interval. */
    public int storedPerCandle() {
        return Math.toIntExact(seconds / stored().seconds);
    }
}
