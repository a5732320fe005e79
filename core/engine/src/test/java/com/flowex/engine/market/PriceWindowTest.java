package com.flowex.engine.market;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.domain.market.CircuitBreaker;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The window against a list of all trades. */
class PriceWindowTest {

    private static final CircuitBreaker TEN_PERCENT = new CircuitBreaker(100_000, 3_200, 1);

    private record Trade(long price, long time) {}

    @Test
    void aMoveOfTheWholeDistanceHaltsAndOneUnitLessDoesNot() {
        PriceWindow window = new PriceWindow(TEN_PERCENT);

        assertFalse(window.takeIn(1_000, 5));
        assertFalse(window.takeIn(1_099, 6));
        assertTrue(window.takeIn(1_100, 7));
    }

    @Test
    void aFallIsMeasuredFromTheHighest() {
        PriceWindow window = new PriceWindow(TEN_PERCENT);

        assertFalse(window.takeIn(1_000, 5));
        assertFalse(window.takeIn(901, 6));
        assertTrue(window.takeIn(900, 7));
    }

    @Test
    void aTradeCountsForThirtyTwoSteps() {
        PriceWindow early = new PriceWindow(TEN_PERCENT);
        PriceWindow late = new PriceWindow(TEN_PERCENT);
        assertFalse(early.takeIn(1_000, 0));
        assertFalse(late.takeIn(1_000, 0));

        assertTrue(early.takeIn(2_000, 3_199));
        assertFalse(late.takeIn(2_000, 3_200));
    }

    @Test
    void anEmptiedWindowHasSeenNothing() {
        PriceWindow window = new PriceWindow(TEN_PERCENT);
        window.takeIn(1_000, 5);
        window.clear();

        assertFalse(window.takeIn(5_000, 6));
        assertEquals(List.of("0 5000 5000"), stepsOf(window, 6));
    }

    private static List<String> stepsOf(PriceWindow window, long time) {
        List<String> steps = new ArrayList<>();
        window.steps(time, (step, low, high) -> steps.add(step + " " + low + " " + high));
        return steps;
    }

    /** Failures 3 and 10: any prices up to the largest, with the window written and read back now and then. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void anyTradesHaltExactlyWhereAListOfAllTradesSaysSo(long seed) {
        Random random = new Random(seed);
        CircuitBreaker breaker = new CircuitBreaker(1 + random.nextInt(1_000_000), 32 + random.nextInt(5_000), 1);
        PriceWindow window = new PriceWindow(breaker);
        List<Trade> trades = new ArrayList<>();
        long middle = Math.max(1, random.nextLong() >>> 2 + random.nextInt(60));
        long time = random.nextInt(1_000_000);
        for (int i = 0; i < 3_000; i++) {
            time += random.nextInt(4) == 0 ? random.nextInt(600) : 0;
            Trade trade = new Trade(Math.max(1, middle + (random.nextLong() >> 4 + random.nextInt(50)) % middle), time);
            trades.add(trade);
            assertEquals(isFar(trades, breaker), window.takeIn(trade.price, time), () -> "seed " + seed);
            window = random.nextInt(10) == 0 ? copyOf(window, breaker, time) : window;
        }
    }

    private static boolean isFar(List<Trade> trades, CircuitBreaker breaker) {
        Trade last = trades.getLast();
        long stepNanos = breaker.windowNanos() / 32;
        long low = Long.MAX_VALUE;
        long high = 0;
        for (Trade trade : trades) {
            if (trade.time / stepNanos > last.time / stepNanos - 32) {
                low = Math.min(low, trade.price);
                high = Math.max(high, trade.price);
            }
        }
        return isFar(last.price, low, low, breaker) || isFar(high, last.price, high, breaker);
    }

    private static boolean isFar(long upper, long lower, long base, CircuitBreaker breaker) {
        BigInteger moved =
                BigInteger.valueOf(upper).subtract(BigInteger.valueOf(lower)).multiply(BigInteger.valueOf(1_000_000));
        return moved.compareTo(BigInteger.valueOf(base).multiply(BigInteger.valueOf(breaker.moveMillionths()))) >= 0;
    }

    private static PriceWindow copyOf(PriceWindow window, CircuitBreaker breaker, long time) {
        PriceWindow copy = new PriceWindow(breaker);
        window.steps(time, copy::restore);
        return copy;
    }
}
