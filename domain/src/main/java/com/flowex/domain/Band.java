package com.flowex.domain;

/** How far from the reference price an order may trade. Bounds are rounded inwards: a band is never wider than it says. */
public final class Band {

    private Band() {}

    /**
     * The dearest price a buy may trade at.
     *
     * @param referenceUnits 0: there is no reference, hence no band
     * @param millionths 0: no band; below a million
     * @return {@link Long#MAX_VALUE} where there is no band
     */
    public static long highestBuy(long referenceUnits, int millionths) {
        if (referenceUnits == 0 || millionths == 0) {
            return Long.MAX_VALUE;
        }
        long highest = referenceUnits + Notional.feeOf(referenceUnits, millionths);
        return highest < 0 ? Long.MAX_VALUE : highest;
    }

    /**
     * The cheapest price a sell may trade at: the reference less what rounds down, which is rounded up.
     *
     * @return 0 where there is no band
     */
    public static long lowestSell(long referenceUnits, int millionths) {
        return referenceUnits == 0 || millionths == 0 ? 0 : referenceUnits - Notional.feeOf(referenceUnits, millionths);
    }
}
