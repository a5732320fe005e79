package com.flowex.domain.market;

/**
 * Rule that halts a market by itself, and the length of the halt.
 *
 * @param moveMillionths distance from the lowest or highest trade of the window at which a trade halts the market, in
 *     millionths; 0 means no breaker
 * @param windowNanos log time that the window covers, {@link #STEPS} nanoseconds to {@link #NANOS_MAX}
 * @param haltNanos log time from the halt until the market opens again, 1 to {@link #NANOS_MAX} nanoseconds
 */
public record CircuitBreaker(int moveMillionths, long windowNanos, long haltNanos) {

    public static final CircuitBreaker NONE = new CircuitBreaker(0, 32, 1);

    /** Number of steps in which the window moves; the lowest and highest price of each step are kept. */
    public static final int STEPS = 32;

    /** One day in nanoseconds. */
    public static final long NANOS_MAX = 86_400_000_000_000L;

    public CircuitBreaker {
        if (moveMillionths < 0 || moveMillionths > FeeRates.WHOLE) {
            throw new IllegalArgumentException(
                    "a move is within 0.." + FeeRates.WHOLE + " millionths, was " + moveMillionths);
        }
        if (windowNanos < STEPS || windowNanos > NANOS_MAX) {
            throw new IllegalArgumentException(
                    "a window is within " + STEPS + ".." + NANOS_MAX + " ns, was " + windowNanos);
        }
        if (haltNanos < 1 || haltNanos > NANOS_MAX) {
            throw new IllegalArgumentException("a halt is within 1.." + NANOS_MAX + " ns, was " + haltNanos);
        }
    }

    /** Returns true if the market can halt by itself at all. */
    public boolean isOn() {
        return moveMillionths != 0;
    }
}
