package com.flowex.domain;

/**
 * What a trade costs each side, in millionths of what that side receives: 1_000 is 0.1 %.
 *
 * @param makerMillionths 0 to 100_000 (10 %)
 * @param takerMillionths 0 to 100_000 (10 %)
 */
public record FeeRates(int makerMillionths, int takerMillionths) {

    public static final int WHOLE = 1_000_000;
    public static final int MILLIONTHS_MAX = 100_000;

    public FeeRates {
        check("maker", makerMillionths);
        check("taker", takerMillionths);
    }

    private static void check(String name, int millionths) {
        if (millionths < 0 || millionths > MILLIONTHS_MAX) {
            throw new IllegalArgumentException(
                    name + " fee must be within 0.." + MILLIONTHS_MAX + " millionths, was " + millionths);
        }
    }
}
