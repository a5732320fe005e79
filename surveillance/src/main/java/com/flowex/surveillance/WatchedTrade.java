package com.flowex.surveillance;

import com.flowex.domain.AccountId;
import com.flowex.domain.Side;
import com.flowex.domain.event.TradeExecuted;

/**
 * A trade and who stands behind its sides.
 *
 * @param maker who is taken to be behind the order that rested
 * @param taker behind the one that came
 */
record WatchedTrade(long sequence, long timeNanos, TradeExecuted trade, AccountId maker, AccountId taker) {

    long units() {
        return trade.quantity().units();
    }

    long priceUnits() {
        return trade.price().units();
    }

    Side takerSide() {
        return trade.takerSide();
    }

    boolean isOf(AccountId party) {
        return maker.equals(party) || taker.equals(party);
    }

    /** On which side of it a party stood; asked of one of its two. */
    Side sideOf(AccountId party) {
        return taker.equals(party) ? takerSide() : takerSide().opposite();
    }

    Evidence evidence(String shows) {
        return new Evidence(
                sequence, timeNanos, trade.taker().account(), trade.taker().order(), shows);
    }
}
