package com.flowex.engine;

import com.flowex.domain.ExpiryReason;
import com.flowex.domain.MarketState;
import com.flowex.domain.Side;
import com.flowex.engine.book.Orders;
import com.flowex.engine.conditional.Outside;
import java.util.ArrayList;
import java.util.List;

/**
 * Orders that are still to be ended. A market that is delisted or stopped by a kill switch takes no orders, so whatever is
 * open in it is to be ended: that follows from the state and is no state of its own.
 */
final class Endings {

    private final KillSwitches kills;

    /** Markets in which orders may be left over, by instrument id. */
    private final List<Market> begun = new ArrayList<>();

    Endings(KillSwitches kills) {
        this.kills = kills;
    }

    /** Whether orders of a market are still to be ended. */
    boolean isEnding(Market market) {
        return isStopped(market) && hasOrders(market);
    }

    private boolean isStopped(Market market) {
        return market.state() == MarketState.DELISTED
                || market.isKilled()
                || kills.isTenantKilled(market.instrument.tenant());
    }

    private static boolean hasOrders(Market market) {
        Outside outside = market.outside();
        return market.book.front(Side.BUY) != Orders.NONE
                || market.book.front(Side.SELL) != Orders.NONE
                || outside != null && outside.all.first() != Orders.NONE;
    }

    /** Whether orders of any market are still to be ended. */
    boolean isDue() {
        for (int i = 0; i < begun.size(); i++) {
            if (isEnding(begun.get(i))) {
                return true;
            }
        }
        return false;
    }

    /** Ends the orders of a market while steps are left; the rest stays due. */
    void begin(Market market, OrderEnds ends, Steps steps) {
        end(market, ends, steps);
        note(market);
    }

    /** A market of a snapshot. */
    void note(Market market) {
        if (isEnding(market) && !begun.contains(market)) {
            begun.add(market);
            begun.sort(Market.BY_ID);
        }
    }

    /** Goes on with what earlier commands had no steps for. */
    void run(OrderEnds ends, Steps steps) {
        for (int i = 0; i < begun.size(); i++) {
            end(begun.get(i), ends, steps);
        }
        begun.removeIf(market -> !isEnding(market));
    }

    /** Bids from best to worst, asks from best to worst, then all others by order id. */
    private void end(Market market, OrderEnds ends, Steps steps) {
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
