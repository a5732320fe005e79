package com.flowex.domain.value;

/**
 * Number of decimal places that one whole unit is split into: scale 8 means 1.0 is stored as 100_000_000.
 *
 * <p>The scale is fixed when an asset or instrument is listed and never changes. So a stored {@code long} keeps its
 * meaning for the life of the log. Tick and lot sizes are rules expressed in this scale; they may change.
 *
 * @param places decimal places, 0 to 18
 */
public record Scale(int places) {

    public static final int PLACES_MAX = 18;

    public Scale {
        if (places < 0 || places > PLACES_MAX) {
            throw new IllegalArgumentException("places must be within 0.." + PLACES_MAX + ", was " + places);
        }
    }

    /**
     * Returns the units in one whole: 10 to the power of {@link #places()}, at most 10^18, which a {@code long} holds.
     */
    public long unitsPerWhole() {
        return POWERS_OF_TEN[places];
    }

    private static final long[] POWERS_OF_TEN = powersOfTen();

    private static long[] powersOfTen() {
        long[] powers = new long[PLACES_MAX + 1];
        powers[0] = 1;
        for (int i = 1; i <= PLACES_MAX; i++) {
            powers[i] = powers[i - 1] * 10;
        }
        return powers;
    }
}
