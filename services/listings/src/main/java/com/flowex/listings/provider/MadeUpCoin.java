package com.flowex.listings.provider;

import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Coin that does not exist: its name, its code and its price are made up by a seed. The name says so.
 *
 * <p>The logarithm of the price is a sum of waves of noise. At each multiple of its period a wave has a value between
 * -1 and 1, hashed from the coin, the wave and the multiple; between multiples it is a straight line. A wave is twice as
 * long as the one before and higher by the square root of two, as the steps of a random walk would be. So the price of
 * any moment is the same on each machine and after each start, and no history is stored.
 */
final class MadeUpCoin implements SampleCoin {

    /** Number of different names. */
    static final int COINS = 999;

    private static final String[] BEGINNINGS = {
        "Bal", "Cor", "Dun", "Esk", "Fal", "Gor", "Hul", "Irn", "Jas", "Kel", "Lum", "Mor", "Nev", "Ost", "Pel", "Quo",
        "Rud", "Sel", "Tam", "Ulf", "Vor", "Wex", "Yar", "Zan", "Ard", "Bru", "Cal", "Dro", "Emb", "Fen", "Gla", "Hob",
        "Ibe", "Jun", "Kro", "Lor", "Mul", "Nor", "Orl", "Pru"
    };
    private static final String[] ENDINGS = {
        "avane", "belin", "cador", "dimar", "efour", "fanil", "gorel", "hante", "imere", "jolan", "kessa", "lotar",
        "mirel", "nodin", "ophar", "pavel", "quent", "rovan", "sidor", "tunel", "umbra", "velda", "wicke", "xanor",
        "zelle"
    };

    private static final int OCTAVES = 18;
    private static final long SHORTEST_SECONDS = 300;
    private static final double DAY_SECONDS = 86_400;
    private static final double LARGEST_CAP = 6e9;
    private static final double CAP_FALLS_BY = 1.1;

    /** Digits of the smallest supply less one, and how many more the largest has. */
    private static final int SUPPLY_DIGITS_MIN = 6;

    private static final int SUPPLY_DIGITS = 6;
    private static final int SUPPLY_WAVE = 100;
    private static final int RESERVED_WAVE = 101;
    private static final int MOVES_WAVE = 102;
    private static final int TURNOVER_WAVE = 103;
    private static final int ACTIVITY_WAVE = 104;

    /** Heights of the waves of a coin that moves by 1 within a day. */
    private static final double[] HEIGHTS = IntStream.range(0, OCTAVES)
            .mapToDouble(octave -> StrictMath.sqrt((SHORTEST_SECONDS << octave) / DAY_SECONDS))
            .toArray();

    private final int number;
    private final String word;
    private final double supply;
    private final double usualPrice;
    private final double moves;

    /** @param number number of the coin, 0 to {@link #COINS} - 1; the largest come first */
    MadeUpCoin(int number) {
        this.number = number;
        this.word = BEGINNINGS[number % BEGINNINGS.length]
                + ENDINGS[(number / BEGINNINGS.length + number) % ENDINGS.length];
        double exponent = SUPPLY_DIGITS_MIN + SUPPLY_DIGITS * share(SUPPLY_WAVE);
        this.supply = StrictMath.rint(StrictMath.pow(10, exponent) / 1_000) * 1_000;
        this.usualPrice = LARGEST_CAP / StrictMath.pow(number + 1.0, CAP_FALLS_BY) / supply;
        this.moves = 0.02 + 0.05 * share(MOVES_WAVE);
    }

    @Override
    public String id() {
        return "made-up-" + word.toLowerCase(Locale.ROOT);
    }

    /** Returns a code that begins with X, as codes of no country and test codes do. */
    @Override
    public String symbol() {
        return "x" + word.substring(0, 5).toLowerCase(Locale.ROOT);
    }

    @Override
    public String name() {
        return word + " (made up)";
    }

    @Override
    public double supply() {
        return supply;
    }

    @Override
    public double supplyMax() {
        return supply * (1 + StrictMath.rint(10 * share(RESERVED_WAVE)) / 10);
    }

    @Override
    public double price(long seconds) {
        double log = 0;
        for (int octave = 0; octave < OCTAVES; octave++) {
            log += moves * HEIGHTS[octave] * wave(octave, seconds, SHORTEST_SECONDS << octave);
        }
        return usualPrice * StrictMath.exp(log);
    }

    @Override
    public double dayVolume(long seconds) {
        double usual = 0.01 + 0.1 * share(TURNOVER_WAVE);
        double busy = StrictMath.exp(wave(ACTIVITY_WAVE, seconds, 2 * (long) DAY_SECONDS));
        return usual * busy * price(seconds) * supply;
    }

    /** Returns the wave's value at a time, -1 to 1. */
    private double wave(int octave, long seconds, long period) {
        long multiple = Math.floorDiv(seconds, period);
        double into = (double) Math.floorMod(seconds, period) / period;
        double from = hash(octave, multiple);
        return from + (hash(octave, multiple + 1) - from) * into;
    }

    private double share(int wave) {
        return (hash(wave, 0) + 1) / 2;
    }

    /** Returns a number from -1 to 1: the finishing steps of SplitMix64. */
    private double hash(int wave, long multiple) {
        long mixed = (number * 1_024L + wave) * 0x9E3779B97F4A7C15L + multiple * 0xD1B54A32D192ED03L;
        mixed = (mixed ^ mixed >>> 30) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
        mixed ^= mixed >>> 31;
        return (mixed >> 11) * 0x1.0p-52;
    }
}
