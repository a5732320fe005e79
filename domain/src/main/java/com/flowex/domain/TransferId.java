package com.flowex.domain;

/**
 * The 128-bit id its caller gives a transfer; the same id moves money once, for ever.
 *
 * <p>An id may say its time: a UUID of version 7 (RFC 9562) in which 18 of the free bits are a mark, so that no hash and no stranger's UUID is
 * taken for one (once in 2^24, and only if the time it seems to say is past). Such an id costs the exchange nothing once it is old.
 *
 * @param high the upper 64 bits
 * @param low the lower 64 bits; both zero is not an id
 */
public record TransferId(long high, long low) {

    /** {@link #millis} of an id that says no time. */
    public static final long UNDATED = -1;

    /** Version 7, and 12 bits of the mark: the lowest 16 bits of the upper half. */
    private static final long UPPER_MARK = 0x7F1E;

    private static final long UPPER_MARK_BITS = 0xFFFF;
    private static final int MILLIS_SHIFT = 16;

    /** The variant, and 6 bits of the mark: the highest 8 bits of the lower half. */
    private static final long LOWER_MARK = 0b10_10_1101;

    private static final int LOWER_SHIFT = 56;

    public TransferId {
        if (high == 0 && low == 0) {
            throw new IllegalArgumentException("a transfer id is not zero");
        }
    }

    /**
     * An id that says its time.
     *
     * @param millis since 1970, of which 48 bits count
     * @param lower its lowest 56 bits tell it from others of that time
     */
    public static TransferId dated(long millis, long lower) {
        long free = lower & (1L << LOWER_SHIFT) - 1;
        return new TransferId(millis << MILLIS_SHIFT | UPPER_MARK, LOWER_MARK << LOWER_SHIFT | free);
    }

    /** When the id was made, as it says itself: milliseconds since 1970, {@link #UNDATED} if it does not say. */
    public long millis() {
        boolean isDated = (high & UPPER_MARK_BITS) == UPPER_MARK && low >>> LOWER_SHIFT == LOWER_MARK;
        return isDated ? high >>> MILLIS_SHIFT : UNDATED;
    }

    /** 32 hexadecimal digits. */
    @Override
    public String toString() {
        return hex(high) + hex(low);
    }

    private static String hex(long word) {
        String digits = Long.toHexString(word);
        return "0".repeat(16 - digits.length()) + digits;
    }
}
