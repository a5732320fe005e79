package com.flowex.app.demo;

import com.flowex.domain.order.Side;
import java.util.Optional;
import java.util.Random;

/**
 * Synthetic price, a pure function of seed and time: the same everywhere, and the same after a restart.
 *
 * <p>The price is its base plus a sum of {@link #OCTAVES} waves of noise, in millionths of the base. At each multiple
 * of its period a wave has a value between -1 and 1, hashed from seed, wave and multiple; between multiples it is a
 * straight line. Each wave is four times as long as the one before and twice as high, as the steps of a random walk
 * would be. Unlike a random walk it never leaves the base by more than the sum of all heights: 100 x (2^9 - 1) = 51,100
 * millionths, 5.1 %.
 */
final class SyntheticPriceModel implements PriceModel {

    private static final int OCTAVES = 9;
    private static final long SHORTEST_MILLIS = 10_000;
    private static final long LOWEST_MILLIONTHS = 100;
    private static final long MILLION = 1_000_000;

    /** A taker trades in about every third step. */
    private static final int TAKE_ONE_IN = 3;

    private static final int TAKE_LOTS_MAX = 50_000; // 5 ETH; the square below makes small ones likelier

    /** Mean of a taker's lots. */
    private static final long TAKE_LOTS_MEAN = 1_000 + TAKE_LOTS_MAX / 4;

    private final long seed;
    private final long baseUnits;
    private final long lotUnits;
    private final Random random;
    private long lastUnits;

    SyntheticPriceModel(long seed, long baseUnits, long lotUnits) {
        this.seed = seed;
        this.baseUnits = baseUnits;
        this.lotUnits = lotUnits;
        this.random = new Random(seed);
        this.lastUnits = baseUnits;
    }

    @Override
    public Step step(long nowMillis) {
        long fair = priceAt(nowMillis);
        Optional<Take> take = random.nextInt(TAKE_ONE_IN) == 0 ? Optional.of(take(fair)) : Optional.empty();
        lastUnits = fair;
        return new Step(fair, take);
    }

    /** Returns a taker's trade; takers follow the price two times out of three. */
    private Take take(long fair) {
        boolean buys = random.nextInt(3) == 0 ? random.nextBoolean() : fair >= lastUnits;
        long square = (long) random.nextInt(1_000) * random.nextInt(1_000);
        long lots = 1_000 + square * TAKE_LOTS_MAX / MILLION;
        return new Take(buys ? Side.BUY : Side.SELL, lots * lotUnits);
    }

    /** Returns the path of this price, with volumes as takers make them on average, each hashed from its time. */
    PricePath path() {
        return new PricePath() {
            @Override
            public Point at(long seconds) {
                return new Point(seconds, priceAt(seconds * 1_000), 0);
            }

            @Override
            public Traded between(Point from, Point to) {
                long trades = Math.max(1, (to.seconds() - from.seconds()) * DemoMarket.STEPS_PER_SECOND / TAKE_ONE_IN);
                long share = MILLION + hash(OCTAVES, from.seconds()) / 2;
                return new Traded(trades, trades * TAKE_LOTS_MEAN * share / MILLION * lotUnits);
            }
        };
    }

    /** Returns the price at a time, in units of the price scale. */
    long priceAt(long nowMillis) {
        long millionths = 0;
        long period = SHORTEST_MILLIS;
        long height = LOWEST_MILLIONTHS;
        for (int octave = 0; octave < OCTAVES; octave++) {
            millionths += wave(octave, nowMillis, period) * height / MILLION;
            period *= 4;
            height *= 2;
        }
        return baseUnits + baseUnits * millionths / MILLION;
    }

    /** Returns the wave's value in millionths, -1,000,000 to 1,000,000. */
    private long wave(int octave, long nowMillis, long period) {
        long multiple = Math.floorDiv(nowMillis, period);
        long into = Math.floorMod(nowMillis, period);
        long from = hash(octave, multiple);
        long to = hash(octave, multiple + 1);
        return from + (to - from) * into / period;
    }

    private long hash(int octave, long multiple) {
        long seedOfPoint = seed * 31 + octave + multiple * 0x9E3779B97F4A7C15L;
        Random point = new Random(seedOfPoint);
        point.nextInt(); // neighbouring seeds begin alike
        return point.nextLong(-MILLION, MILLION + 1);
    }
}
