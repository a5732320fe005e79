package com.flowex.engine.risk;

import com.flowex.domain.order.Side;
import com.flowex.engine.book.Orders;
import com.flowex.engine.market.Market;
import com.flowex.engine.state.ExchangeState;
import com.flowex.engine.state.SaturatingMath;

/**
 * Limits of positions, those of markets and those of accounts. A new order is judged with all open buys of its customer.
 * An open one is judged again when it is to trade, with what the customer owns by then.
 */
public final class PositionLimits {

    /** Limit that no position exceeds. */
    public static final long NONE = Long.MAX_VALUE;

    private final ExchangeState state;
    private final Orders orders;

    public PositionLimits(ExchangeState state) {
        this.state = state;
        this.orders = state.open.orders;
    }

    /** Returns the lower one of a market's limit and an account's there, in units; {@link #NONE} if neither has one. */
    public long of(int account, Market market) {
        long ofMarket = market.rules.risk().positionMaxUnits();
        long ofAccount = state.limitsOf(account, market).positionMaxUnits();
        return Math.min(ofMarket == 0 ? NONE : ofMarket, ofAccount == 0 ? NONE : ofAccount);
    }

    /** Returns true if open orders of a market are judged again, because it or an account has a limit. */
    public boolean boundFillsOf(Market market) {
        return state.rules().positionsBoundFills()
                && (market.rules.risk().positionMaxUnits() != 0 || !state.limits.isEmpty());
    }

    /** Returns true if an open order is a buy that would exceed a limit if its whole open quantity traded. */
    public boolean areExceededByFilling(Market market, int slot) {
        return orders.side(slot) == Side.BUY && boundFillsOf(market) && areExceededByFilling(market, slot, 0);
    }

    /** @param more units that other fills would bring before */
    public boolean areExceededByFilling(Market market, int slot, long more) {
        int accountMarket = orders.accountMarket(slot);
        long limit = of(state.open.accountMarkets.account(accountMarket), market);
        if (limit == NONE) {
            return false;
        }
        long owned = SaturatingMath.sum(state.positions.owned(accountMarket, market), more);
        return SaturatingMath.sum(owned, orders.remaining(slot)) > limit;
    }
}
