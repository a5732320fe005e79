package com.flowex.p2p.app;

import java.util.OptionalLong;

/** Source of reference prices for floating offers. */
@FunctionalInterface
public interface ReferencePrices {

    /**
     * Returns the middle of best bid and best ask of a market, in units of {@code OfferPrice.SCALE}.
     *
     * @param symbol symbol of the market, for example {@code BTC-USDT}
     * @return empty if the market has not both sides, does not trade, or its view is behind
     */
    OptionalLong middle(int tenant, String symbol);
}
