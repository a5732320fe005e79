package com.flowex.domain.market;

/**
 * Fee rates of a trade for each side, in millionths of what that side receives: 1_000 is 0.1 %. A maker's negative rate
 * is a rebate: this share of what the taker receives moves from the taker's fee to the maker.
 *
 * @param makerMillionths -100_000 to 100_000 (10 %)
 * @param takerMillionths 0 to 100_000 (10 %)
 */
public record FeeRates(int makerMillionths, int takerMillionths) {

    public static final int WHOLE = 1_000_000;
    public static final int MILLIONTHS_MAX = 100_000;

    public FeeRates {
        check("maker", makerMillionths, -MILLIONTHS_MAX);
        check("taker", takerMillionths, 0);
    }

    private static void check(String name, int millionths, int least) {
        if (millionths < least || millionths > MILLIONTHS_MAX) {
            throw new IllegalArgumentException(
                    name + " fee must be within " + least + ".." + MILLIONTHS_MAX + " millionths, was " + millionths);
        }
    }
}
