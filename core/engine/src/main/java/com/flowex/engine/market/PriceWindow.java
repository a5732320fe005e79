package com.flowex.engine.market;

import com.flowex.domain.market.CircuitBreaker;
import com.flowex.domain.market.FeeRates;
import java.util.Arrays;

/**
 * Lowest and highest price of a market's last trades, in {@link CircuitBreaker#STEPS} steps of log time, for the
 * circuit breaker. The window moves by whole steps, so it is exact to a 32nd of its length and never needs a list of
 * trades.
 */
public final class PriceWindow {

    /** Receiver of one step of the window. */
    @FunctionalInterface
    public interface StepSink {
        void step(long step, long lowUnits, long highUnits);
    }

    private static final int STEPS = CircuitBreaker.STEPS;

    private final int moveMillionths;
    private final long stepNanos;

    /** Steps by step number modulo the number of steps; a step without a trade has low and high 0. */
    private final long[] steps = new long[STEPS];

    private final long[] lows = new long[STEPS];
    private final long[] highs = new long[STEPS];

    /** Step of the last trade, and the lowest and highest price of the window at that time. */
    private long current;

    private long low;
    private long high;

    /** @param breaker circuit breaker, which must be on */
    public PriceWindow(CircuitBreaker breaker) {
        moveMillionths = breaker.moveMillionths();
        stepNanos = breaker.windowNanos() / STEPS;
    }

    /**
     * Adds the price of a trade.
     *
     * @param timeNanos log time in nanoseconds, not before that of the last trade
     * @return true if the price has moved so far that the market must halt
     */
    public boolean takeIn(long priceUnits, long timeNanos) {
        long step = timeNanos / stepNanos;
        if (step != current || high == 0) {
            moveTo(step);
        }
        widen(step, priceUnits, priceUnits);
        return isFar(priceUnits - low, low) || isFar(high - priceUnits, high);
    }

    /** Returns the lowest price in the window at this time, 0 if there is none. */
    public long low(long timeNanos) {
        bringTo(timeNanos);
        return low;
    }

    /** Returns the highest price in the window at this time, 0 if there is none. */
    public long high(long timeNanos) {
        bringTo(timeNanos);
        return high;
    }

    private void bringTo(long timeNanos) {
        long step = timeNanos / stepNanos;
        if (step != current) {
            moveTo(step);
        }
    }

    /** Returns true if a trade at this price halts a market with this window. The low and high include the price. */
    public boolean halts(long priceUnits, long lowUnits, long highUnits) {
        return isFar(priceUnits - lowUnits, lowUnits) || isFar(highUnits - priceUnits, highUnits);
    }

    /** Restores a step from a snapshot; steps come oldest first. */
    public void restore(long step, long lowUnits, long highUnits) {
        moveTo(step);
        widen(step, lowUnits, highUnits);
    }

    private void widen(long step, long lowUnits, long highUnits) {
        int at = placeOf(step);
        if (steps[at] != step || highs[at] == 0) {
            steps[at] = step;
            lows[at] = lowUnits;
            highs[at] = highUnits;
        } else {
            lows[at] = Math.min(lows[at], lowUnits);
            highs[at] = Math.max(highs[at], highUnits);
        }
        low = high == 0 ? lowUnits : Math.min(low, lowUnits);
        high = Math.max(high, highUnits);
    }

    private void moveTo(long step) {
        current = step;
        low = 0;
        high = 0;
        for (int i = 0; i < STEPS; i++) {
            if (highs[i] != 0 && steps[i] > step - STEPS) {
                low = high == 0 ? lows[i] : Math.min(low, lows[i]);
                high = Math.max(high, highs[i]);
            }
        }
    }

    private static int placeOf(long step) {
        return (int) (step & STEPS - 1);
    }

    /** Returns true if the distance is at least the breaker's share of the base, compared as 128-bit products. */
    private boolean isFar(long distance, long base) {
        long left = Math.multiplyHigh(distance, FeeRates.WHOLE);
        long right = Math.multiplyHigh(base, moveMillionths);
        return left != right
                ? left > right
                : Long.compareUnsigned(distance * FeeRates.WHOLE, base * moveMillionths) >= 0;
    }

    /** Removes every trade. */
    public void clear() {
        Arrays.fill(highs, 0);
        low = 0;
        high = 0;
    }

    /** Gives the steps with trades that are still in the window, oldest first. */
    public void steps(long timeNanos, StepSink sink) {
        long now = timeNanos / stepNanos;
        for (long step = Math.max(0, now - STEPS + 1); step <= now; step++) {
            int at = placeOf(step);
            if (highs[at] != 0 && steps[at] == step) {
                sink.step(step, lows[at], highs[at]);
            }
        }
    }
}
