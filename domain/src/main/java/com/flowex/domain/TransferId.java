package com.flowex.domain;

/**
 * The 128-bit id its caller gives a transfer; the same id moves money once, for ever.
 *
 * @param high the upper 64 bits
 * @param low the lower 64 bits; both zero is not an id
 */
public record TransferId(long high, long low) {

    public TransferId {
        if (high == 0 && low == 0) {
            throw new IllegalArgumentException("a transfer id is not zero");
        }
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
