package com.flowex.engine.market;

import com.flowex.domain.CircuitBreaker;
import com.flowex.domain.FeeRates;
import java.util.Arrays;

/**
 * The lowest and highest price of a market's last trades, in {@link CircuitBreaker#STEPS} steps of log time: what a circuit
 * breaker looks at. The window moves by whole steps, so it is exact to a 32nd of its length and never needs a list of trades.
 */
public final class PriceWindow {

    /** Is given one step of the window. */
    @FunctionalInterface
    public interface StepSink {
        void step(long step, long lowUnits, long highUnits);
    }

    private static final int STEPS = CircuitBreaker.STEPS;

    private final int moveMillionths;
    private final long stepNanos;

    /** By step number modulo the number of steps; a step without a trade has low and high 0. */
    private final long[] steps = new long[STEPS];

    private final long[] lows = new long[STEPS];
    private final long[] highs = new long[STEPS];

    /** The step of the last trade, and the lowest and highest price of the window as it stood then. */
    private long current;

    private long low;
    private long high;

    /** @param breaker one that is on */
    public PriceWindow(CircuitBreaker breaker) {
        moveMillionths = breaker.moveMillionths();
        stepNanos = breaker.windowNanos() / STEPS;
    }

    /**
     * Takes in the price of a trade.
     *
     * @param timeNanos log time, never before that of the last trade
     * @return whether the price has moved so far that the market must halt
     */
    public boolean takeIn(long priceUnits, long timeNanos) {
        long step = timeNanos / stepNanos;
        if (step != current || high == 0) {
            moveTo(step);
        }
        widen(step, priceUnits, priceUnits);
        return isFar(priceUnits - low, low) || isFar(high - priceUnits, high);
    }

    /** The lowest price that counts at this time, 0 if none does. */
    public long low(long timeNanos) {
        bringTo(timeNanos);
        return low;
    }

    /** The highest price that counts at this time, 0 if none does. */
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

    /** Whether a trade at this price halts a market whose window goes from this low to this high, the price included. */
    public boolean halts(long priceUnits, long lowUnits, long highUnits) {
        return isFar(priceUnits - lowUnits, lowUnits) || isFar(highUnits - priceUnits, highUnits);
    }

    /** Puts a step of a snapshot back, oldest first. */
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

    /** Whether the distance is at least so many millionths of the base, compared as 128-bit products. */
    private boolean isFar(long distance, long base) {
        long left = Math.multiplyHigh(distance, FeeRates.WHOLE);
        long right = Math.multiplyHigh(base, moveMillionths);
        return left != right
                ? left > right
                : Long.compareUnsigned(distance * FeeRates.WHOLE, base * moveMillionths) >= 0;
    }

    /** Forgets every trade. */
    public void clear() {
        Arrays.fill(highs, 0);
        low = 0;
        high = 0;
    }

    /** Gives the steps with trades that still count, oldest first. */
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
