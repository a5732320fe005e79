package com.flowex.marketdata.candle;

import java.util.Optional;

/** How long a candle lasts. Days and weeks are those of UTC; a week starts on Monday. */
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
    TWELVE_HOURS("12h", 43_200),
    ONE_DAY("1d", 86_400),
    ONE_WEEK("1w", 604_800);

    /** 1970 began on a Thursday; the first Monday came four days later. */
    private static final long FIRST_MONDAY_SECONDS = 4 * 86_400L;

    private final String code;
    private final long seconds;

    Interval(String code, long seconds) {
        this.code = code;
        this.seconds = seconds;
    }

    /** As it is written in a request: "15m". */
    public String code() {
        return code;
    }

    public long seconds() {
        return seconds;
    }

    /** The interval with this code, if there is one. */
    public static Optional<Interval> of(String code) {
        for (Interval interval : values()) {
            if (interval.code.equals(code)) {
                return Optional.of(interval);
            }
        }
        return Optional.empty();
    }

    /**
     * Start of the interval that contains a moment.
     *
     * @param atSeconds seconds since 1970
     */
    public long openOf(long atSeconds) {
        long origin = this == ONE_WEEK ? FIRST_MONDAY_SECONDS : 0;
        return Math.floorDiv(atSeconds - origin, seconds) * seconds + origin;
    }

    /**
     * The longest interval whose candles are stored and that divides this one: seconds, minutes, hours and days are
     * stored, the rest is folded when asked for, from at most 30 stored candles each.
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

    /** How many stored candles make one of this interval. */
    public int storedPerCandle() {
        return Math.toIntExact(seconds / stored().seconds);
    }
}
