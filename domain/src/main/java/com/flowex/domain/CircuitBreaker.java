package com.flowex.domain;

/**
 * When a market halts by itself, and for how long.
 *
 * @param moveMillionths a trade this far from the lowest or highest trade of the window halts the market; 0: no breaker
 * @param windowNanos log time the window looks back, {@link #STEPS} nanoseconds to {@link #NANOS_MAX}
 * @param haltNanos log time until the market opens again, 1 to {@link #NANOS_MAX}
 */
public record CircuitBreaker(int moveMillionths, long windowNanos, long haltNanos) {

    public static final CircuitBreaker NONE = new CircuitBreaker(0, 32, 1);

    /** The window moves in so many steps: the lowest and highest price of each are kept. */
    public static final int STEPS = 32;

    /** A day. */
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

    /** Whether the market halts by itself at all. */
    public boolean isOn() {
        return moveMillionths != 0;
    }
}
