package com.flowex.marketdata.store;

import com.flowex.platform.errors.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Range of a market's time, in whole seconds.
 *
 * @param fromSeconds first second of the window, since 1970
 * @param toSeconds first second behind the window
 */
public record Window(long fromSeconds, long toSeconds) {

    /** Longest window that can be requested: a year, in seconds. */
    public static final long SECONDS_MAX = 366 * 86_400;

    private static final Pattern TEXT = Pattern.compile("([1-9][0-9]{0,7})([smhd])");

    /** Intervals of stored candles, the longest first. */
    private static final List<Interval> STORED =
            List.of(Interval.ONE_DAY, Interval.ONE_HOUR, Interval.ONE_MINUTE, Interval.ONE_SECOND);

    /**
     * Part of a window that candles of one stored interval fill exactly.
     *
     * @param fromSeconds first open time in the part
     * @param toSeconds first open time behind the part
     */
    public record Part(Interval interval, long fromSeconds, long toSeconds) {}

    /**
     * Returns the length of a requested window, in seconds.
     *
     * @param text requested length, such as {@code 90s}, {@code 15m}, {@code 24h} or {@code 30d}
     * @param unit seconds of which the window must be a multiple
     * @param most largest number of seconds
     * @throws Refusal 400 if the text does not follow these rules
     */
    public static long seconds(String text, long unit, long most) {
        Matcher matcher = TEXT.matcher(text);
        if (matcher.matches()) {
            long each =
                    switch (matcher.group(2)) {
                        case "s" -> 1;
                        case "m" -> 60;
                        case "h" -> 3_600;
                        default -> 86_400;
                    };
            long seconds = Long.parseLong(matcher.group(1)) * each;
            if (seconds % unit == 0 && seconds <= most) {
                return seconds;
            }
        }
        throw Refusal.invalid("window", rule(unit, most));
    }

    private static String rule(long unit, long most) {
        String units = unit == 1 ? "s, m, h or d" : unit == 60 ? "m, h or d" : "h or d";
        return "a number of " + units + ", such as 24h, " + most / 3_600 + "h at most";
    }

    /** Returns the window of this length, in seconds, that ends with a second and includes it. */
    public static Window endingWith(long second, long seconds) {
        return new Window(second + 1 - seconds, second + 1);
    }

    /**
     * Returns this window, shortened where single seconds are no longer stored: it then begins with a whole minute.
     *
     * @param secondsFrom first second of which a candle is stored
     */
    public Window storedFrom(long secondsFrom) {
        long minute = Interval.ONE_MINUTE.openOf(fromSeconds);
        boolean isCut = fromSeconds < secondsFrom && minute != fromSeconds;
        return isCut ? new Window(Math.min(minute + 60, toSeconds), toSeconds) : this;
    }

    /**
     * Returns the parts that fill this window, the earliest first; at most seven, of at most some 650 candles together.
     */
    List<Part> parts() {
        List<Part> parts = new ArrayList<>();
        long at = fromSeconds;
        while (at < toSeconds) {
            Interval longest = longest(at);
            Part last = parts.isEmpty() ? null : parts.getLast();
            if (last != null && last.interval == longest) {
                parts.set(parts.size() - 1, new Part(longest, last.fromSeconds, at + longest.seconds()));
            } else {
                parts.add(new Part(longest, at, at + longest.seconds()));
            }
            at += longest.seconds();
        }
        return parts;
    }

    private Interval longest(long at) {
        for (Interval interval : STORED) {
            if (at % interval.seconds() == 0 && at + interval.seconds() <= toSeconds) {
                return interval;
            }
        }
        return Interval.ONE_SECOND;
    }
}
