package com.flowex.strategy.indicator;

/**
 * Figure of the values so far. An update costs the same at any length of the past, but where the class says otherwise;
 * values before {@link #ready} are {@link Double#NaN}.
 *
 * <p>Sums of a window are computed anew once a window, so that rounding does not add up over years of bars.
 */
public interface Indicator {

    /** Returns true if enough values have come. */
    boolean ready();

    /**
     * Returns a length if it can be used.
     *
     * @throws IllegalArgumentException if it is not within 1 and {@link #PERIOD_MAX}
     */
    static int requirePeriod(int period) {
        if (period < 1 || period > PERIOD_MAX) {
            throw new IllegalArgumentException("a period must be within 1.." + PERIOD_MAX + ", was " + period);
        }
        return period;
    }

    /** Greatest number of values that a window may hold. */
    int PERIOD_MAX = 100_000;
}
