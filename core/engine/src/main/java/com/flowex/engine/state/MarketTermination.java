package com.flowex.engine.state;

import com.flowex.domain.market.MarketState;
import com.flowex.domain.order.ExpiryReason;
import com.flowex.domain.order.Side;
import com.flowex.engine.account.KilledTenants;
import com.flowex.engine.book.Orders;
import com.flowex.engine.conditional.OffBookOrders;
import com.flowex.engine.market.Market;

/**
 * Markets whose orders are still to be ended. A delisted market, or one stopped by a kill switch, accepts no orders, so
 * all its open orders are to be ended. This follows from the state and is no state of its own.
 */
public final class MarketTermination {

    /** Component that ends open orders. */
    public interface OrderTerminator {
        void expire(int slot, ExpiryReason reason);

        /** @return true if there was an order to be ended outside the book */
        boolean expireOther(Market market, ExpiryReason reason);
    }

    private final KilledTenants kills;
    private final MarketBacklog backlog;

    MarketTermination(KilledTenants kills, MarketBacklog backlog) {
        this.kills = kills;
        this.backlog = backlog;
    }

    /** Returns true if orders of a market are still to be ended. */
    public boolean isEnding(Market market) {
        return isStopped(market) && hasOrders(market);
    }

    private boolean isStopped(Market market) {
        return market.state() == MarketState.DELISTED
                || market.isKilled()
                || kills.isTenantKilled(market.instrument.tenant());
    }

    private static boolean hasOrders(Market market) {
        OffBookOrders outside = market.outside();
        return market.book.front(Side.BUY) != Orders.NONE
                || market.book.front(Side.SELL) != Orders.NONE
                || market.isTaking()
                || outside != null && outside.all.first() != Orders.NONE;
    }

    /** Ends the orders of a market while steps are left; the rest stays due. */
    public void begin(Market market, OrderTerminator ends, StepBudget steps) {
        end(market, ends, steps);
        if (isEnding(market)) {
            backlog.keep(market, true);
        }
    }

    /**
     * Ends bids from best to worst, asks from best to worst, those on their way by turn, then all others by order id,
     * while steps are left.
     */
    public void end(Market market, OrderTerminator ends, StepBudget steps) {
        if (!isStopped(market)) {
            return;
        }
        ExpiryReason reason = market.state() == MarketState.DELISTED ? ExpiryReason.DELISTED : ExpiryReason.KILL_SWITCH;
        boolean goesOn = true;
        while (goesOn && steps.areLeft()) {
            int best = market.book.front(Side.BUY);
            int next = best == Orders.NONE ? market.book.front(Side.SELL) : best;
            if (next != Orders.NONE) {
                ends.expire(next, reason);
            } else {
                goesOn = ends.expireOther(market, reason);
            }
        }
    }
}
