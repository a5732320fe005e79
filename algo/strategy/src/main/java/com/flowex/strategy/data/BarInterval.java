package com.flowex.strategy.data;

/**
 * Length of a bar: a whole number of seconds, minutes, hours, days or weeks.
 *
 * @param nanos length in nanoseconds, a second to {@link #NANOS_MAX}
 */
public record BarInterval(long nanos) {

    private static final long SECOND = 1_000_000_000L;

    /** Longest interval: four weeks. */
    public static final long NANOS_MAX = 28 * 86_400 * SECOND;

    /** Rule of {@link #parse}, worded for an error message. */
    public static final String RULE = "a whole number and s, m, h, d or w, from 1s to 4w, such as 15m";

    private static final String UNITS = "smhdw";
    private static final long[] UNIT_SECONDS = {1, 60, 3_600, 86_400, 604_800};
    private static final int DIGITS_MAX = 7;

    public BarInterval {
        if (nanos < SECOND || nanos > NANOS_MAX || nanos % SECOND != 0) {
            throw new IllegalArgumentException(
                    "an interval is whole seconds from 1 s to 4 weeks, was " + nanos + " ns");
        }
    }

    /**
     * Returns the interval of a text such as "15m".
     *
     * @throws IllegalArgumentException if the text breaks {@link #RULE}
     */
    public static BarInterval parse(String text) {
        int unit = text.isEmpty() ? -1 : UNITS.indexOf(text.charAt(text.length() - 1));
        String digits = text.isEmpty() ? "" : text.substring(0, text.length() - 1);
        if (unit < 0
                || digits.isEmpty()
                || digits.length() > DIGITS_MAX
                || digits.charAt(0) == '0'
                || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new IllegalArgumentException("an interval is " + RULE + ", was \"" + text + "\"");
        }
        return new BarInterval(Long.parseLong(digits) * UNIT_SECONDS[unit] * SECOND);
    }

    /** Returns the beginning of the interval that contains a time; weeks begin on Thursdays, as 1970 did. */
    public long startOf(long timeNanos) {
        return Math.floorDiv(timeNanos, nanos) * nanos;
    }

    /** Returns the shortest text that {@link #parse} reads as this interval. */
    @Override
    public String toString() {
        long seconds = nanos / SECOND;
        int unit = UNITS.length() - 1;
        while (seconds % UNIT_SECONDS[unit] != 0) {
            unit--;
        }
        return seconds / UNIT_SECONDS[unit] + UNITS.substring(unit, unit + 1);
    }
}
