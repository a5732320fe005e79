package com.flowex.p2p.rule;

import java.math.BigInteger;

/**
 * Weight of a trade in the reliability of its parties, in millionths of a full one. It grows in proportion to the value
 * of the trade up to a bound, and halves every {@link #HALF_LIFE_DAYS} days. In proportion, so that one value that is
 * split over many counterparties weighs as much as before; up to a bound, so that one huge trade is one trade.
 */
public final class TradeWeight {

    /** Weight of a trade of today whose value is at the bound or above. */
    public static final int FULL = 1_000_000;

    /** Weight of a trade whose asset had no price when the trade was made, while others have one. */
    public static final int UNKNOWN = 100_000;

    /** Age at which a trade weighs half. */
    public static final int HALF_LIFE_DAYS = 180;

    /** Age from which a trade weighs nothing: twenty half-lives, and 2^-20 of a full weight is less than a millionth. */
    public static final int DAYS_MAX = 20 * HALF_LIFE_DAYS;

    private TradeWeight() {}

    /**
     * Returns the weight of a value, rounded down.
     *
     * @param valueUnits value in units of an asset, 0 or more
     * @param fullUnits value of full weight in the same units, above 0
     */
    public static int of(long valueUnits, BigInteger fullUnits) {
        return BigInteger.valueOf(valueUnits)
                .multiply(BigInteger.valueOf(FULL))
                .divide(fullUnits)
                .min(BigInteger.valueOf(FULL))
                .intValueExact();
    }

    /**
     * Returns a weight after a number of days, {@code weight × 2^(-days / HALF_LIFE_DAYS)}, rounded down. The power is of
     * {@link StrictMath}, which has the same digits on every machine.
     *
     * @param weight weight or sum of weights in millionths
     * @param days whole days; below 0 as 0, which clocks of two processes can cause
     */
    public static long decayed(long weight, long days) {
        if (days >= DAYS_MAX) {
            return 0;
        }
        return (long) Math.floor(weight * StrictMath.pow(0.5, Math.max(days, 0) / (double) HALF_LIFE_DAYS));
    }
}
