package com.flowex.engine.state;

import com.flowex.domain.order.OrderRequest;
import com.flowex.domain.order.OrderTerms;
import com.flowex.engine.book.OrderFlags;
import com.flowex.engine.book.OrderPhase;
import com.flowex.engine.book.Orders;
import com.flowex.engine.conditional.TriggeredOrders;
import com.flowex.engine.market.Market;
import com.flowex.engine.timers.Timers;
import org.jspecify.annotations.Nullable;

/**
 * Places outside the book for orders that are to go through it later; each place has the timer of the order's expiry.
 * It also changes the hold of a paid order.
 */
public final class WaitingOrders {

    private final OpenOrders open;
    private final Orders orders;

    WaitingOrders(OpenOrders open) {
        this.open = open;
        this.orders = open.orders;
    }

    /**
     * Stores an order that waits for its turn to take, and holds its need.
     *
     * @param slot order in no book, with price and quantities and the flags of {@link OrderFlags#ofTaking}
     * @param isFirst true if it acts before the others of its market
     */
    public void waitToTake(Market market, int slot, OrderTerms.Limit terms, boolean isFirst) {
        orders.extend(slot);
        if (terms.isIceberg()) {
            orders.display(slot, terms.display().units());
        }
        TriggeredOrders taking = market.outside(orders).taking;
        if (isFirst) {
            taking.addFirst(slot);
        } else {
            taking.add(slot);
        }
        open.begin(market, slot);
        if (terms.expiresNanos() != 0) {
            open.time(slot, terms.expiresNanos(), Timers.Kind.GOOD_TILL_DATE);
        }
    }

    /** Stores an order outside the book that has not begun and holds nothing; its expiry timer runs. */
    public int standPending(
            Market market, long id, int accountMarket, OrderRequest request, int idEntry, OrderPhase phase) {
        OrderTerms.Limit limit = limitOf(request.terms());
        int flags =
                OrderFlags.of(request.side(), phase, request.selfTradePrevention(), limit != null && limit.postOnly());
        int slot = open.take(market, id, accountMarket, idEntry, flags);
        orders.resize(slot, request.quantity().units());
        open.standOutside(market, slot, request);
        if (limit != null && limit.expiresNanos() != 0) {
            open.time(slot, limit.expiresNanos(), Timers.Kind.GOOD_TILL_DATE);
        }
        return slot;
    }

    /** Holds units that a fill of its working order has brought for a paid order. */
    public void receive(int slot, long units) {
        int extra = orders.extend(slot);
        orders.extras.received(extra, orders.extras.received(extra) + units);
        open.change(slot, units);
    }

    /**
     * Releases what a paid order has received, whose turn has come: it is an order like any other from then on.
     *
     * @return the units that it has received
     */
    public long endPayment(int slot) {
        int extra = orders.extra(slot);
        long received = orders.extras.received(extra);
        orders.extras.received(extra, 0);
        orders.paid(slot, false);
        open.change(slot, -received);
        return received;
    }

    private static OrderTerms.@Nullable Limit limitOf(OrderTerms terms) {
        OrderTerms acting = terms instanceof OrderTerms.Conditional conditional ? conditional.then() : terms;
        return acting instanceof OrderTerms.Limit limit ? limit : null;
    }
}
