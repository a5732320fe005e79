package com.flowex.testsupport;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.LongStream;

/**
 * Seeds for the random logs of a property test. A full run takes all fixed seeds; a daily run takes the first few of
 * them. Both add one newly drawn seed, so that every run tries a new log.
 */
public final class PropertyTestSeeds {

    /** True for runs that take every seed. */
    public static final boolean FULL = Boolean.getBoolean("flowex.full");

    /** True for runs that take as few seeds as possible. */
    public static final boolean QUICK = Boolean.getBoolean("flowex.test.quick");

    private static final Map<Class<?>, Long> DRAWN = new ConcurrentHashMap<>();

    /** Range of drawn seeds: short enough to be typed again, and above every fixed seed except dates. */
    private static final long LEAST = 1_000_000;

    private static final long MOST = 1_000_000_000;

    private PropertyTestSeeds() {}

    /**
     * Returns the seeds of this run.
     *
     * @param law class of the property test
     * @param daily number of fixed seeds that a daily run takes
     * @param seeds all fixed seeds, those that have failed once first
     */
    public static LongStream of(Class<?> law, int daily, long... seeds) {
        return LongStream.concat(LongStream.of(seeds).limit(FULL ? seeds.length : daily), LongStream.of(drawn(law)));
    }

    /**
     * Returns the seed that this run has drawn for a test class, the same at every call; it is {@code flowex.seed} if
     * that is set.
     */
    public static long drawn(Class<?> law) {
        return DRAWN.computeIfAbsent(law, PropertyTestSeeds::draw);
    }

    private static long draw(Class<?> law) {
        Long given = Long.getLong("flowex.seed");
        long seed = given == null ? ThreadLocalRandom.current().nextLong(LEAST, MOST) : given;
        System.out.println("proof: " + law.getSimpleName() + " draws " + named(seed));
        return seed;
    }

    /** Returns a text that names a seed in a message, with the property that repeats the run. */
    public static String named(long seed) {
        return "seed " + seed + " (again: -Dflowex.seed=" + seed + ")";
    }
}
