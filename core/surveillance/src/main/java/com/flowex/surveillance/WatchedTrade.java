package com.flowex.surveillance;

import com.flowex.domain.event.TradeExecuted;
import com.flowex.domain.order.Side;
import com.flowex.domain.value.AccountId;

/**
 * Trade with the parties behind its sides.
 *
 * @param maker party behind the resting order
 * @param taker party behind the incoming order
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

    /** Returns the side of a party; it must be one of the trade's two parties. */
    Side sideOf(AccountId party) {
        return taker.equals(party) ? takerSide() : takerSide().opposite();
    }

    Evidence evidence(String shows) {
        return new Evidence(
                sequence, timeNanos, trade.taker().account(), trade.taker().order(), shows);
    }
}
