package com.flowex.domain.margin;

/**
 * Levels at which a tenant warns and liquidates the accounts that owe. A level is the value of an account's assets in
 * millionths of its debts.
 *
 * @param callMillionths level below which an account gets a margin call, and to which a liquidation lifts it: above
 *     1,000,000 and the fee together, at most {@link #CALL_MAX}
 * @param liquidationMillionths level at or below which an account is liquidated: at least 1,000,000, below the call
 * @param feeMillionths fee on what the sales of a liquidation bring, 0 to {@link #FEE_MAX}; it is taken from what is
 *     left at the end
 */
public record MarginLevels(int callMillionths, int liquidationMillionths, int feeMillionths) {

    public static final int CALL_MAX = 2_000_000;

    public static final int FEE_MAX = 100_000;

    /** Levels of a tenant that has set none: a call below 1.3, liquidation at 1.1, and a fee of 2 %. */
    public static final MarginLevels DEFAULT = new MarginLevels(1_300_000, 1_100_000, 20_000);

    public MarginLevels {
        if (feeMillionths < 0 || feeMillionths > FEE_MAX) {
            throw new IllegalArgumentException(
                    "a liquidation fee is within 0.." + FEE_MAX + " millionths, was " + feeMillionths);
        }
        if (liquidationMillionths < MarginTier.MILLIONTHS_MAX) {
            throw new IllegalArgumentException("a liquidation level is at least " + MarginTier.MILLIONTHS_MAX
                    + " millionths, was " + liquidationMillionths);
        }
        if (callMillionths <= liquidationMillionths || callMillionths > CALL_MAX) {
            throw new IllegalArgumentException("a call level is above the liquidation level " + liquidationMillionths
                    + " and at most " + CALL_MAX + " millionths, was " + callMillionths);
        }
        if (callMillionths <= MarginTier.MILLIONTHS_MAX + feeMillionths) {
            throw new IllegalArgumentException("a call level is above " + MarginTier.MILLIONTHS_MAX
                    + " and the fee together, was " + callMillionths);
        }
    }
}
