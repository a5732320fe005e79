package com.flowex.engine;

/** What a market takes, and when its circuit breaker says so. */
final class MarketStates {

    /** @return whether the trade halted the market */
    boolean breaks(Market market, long priceUnits) {
        return false;
    }

    void resume(Market market) {}
}
