package com.flowex.domain.market;

/**
 * Price band around a market's reference price, outside of which an order may not trade. Bounds are rounded inwards: a
 * band is never wider than it says.
 */
public final class Band {

    private Band() {}

    /**
     * Returns the highest price a buy may trade at.
     *
     * @param referenceUnits reference price, in price units; 0 if there is none, hence no band
     * @param millionths width of the band in millionths of the reference, below a million; 0 means no band
     * @return the price in price units; {@link Long#MAX_VALUE} where there is no band
     */
    public static long highestBuy(long referenceUnits, int millionths) {
        if (referenceUnits == 0 || millionths == 0) {
            return Long.MAX_VALUE;
        }
        long highest = referenceUnits + Notional.feeOf(referenceUnits, millionths);
        return highest < 0 ? Long.MAX_VALUE : highest;
    }

    /**
     * Returns the lowest price a sell may trade at. The width is rounded down, so the price is rounded up.
     *
     * @return the price in price units; 0 where there is no band
     */
    public static long lowestSell(long referenceUnits, int millionths) {
        return referenceUnits == 0 || millionths == 0 ? 0 : referenceUnits - Notional.feeOf(referenceUnits, millionths);
    }
}
