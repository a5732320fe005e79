package com.flowex.engine.trigger;

import com.flowex.domain.order.OrderRequest;
import com.flowex.domain.order.OrderTerms;
import com.flowex.engine.book.OrderFlags;
import com.flowex.engine.book.OrderPhase;
import com.flowex.engine.book.Orders;
import com.flowex.engine.market.Market;
import com.flowex.engine.risk.OrderFields;
import com.flowex.engine.state.ExchangeState;
import com.flowex.engine.state.OpenOrders;
import com.flowex.engine.timers.Timers;

/** Placement of conditional orders outside the book. */
public final class ConditionalPlacement {

    private final OpenOrders open;
    private final Orders orders;
    private final TriggerChecks triggerWatch;

    public ConditionalPlacement(ExchangeState state, TriggerChecks triggerWatch) {
        this.open = state.open;
        this.orders = state.open.orders;
        this.triggerWatch = triggerWatch;
    }

    /**
     * Makes an accepted order wait for its trigger.
     *
     * @return slot of the order
     */
    public int begin(Market market, OrderRequest request, long id, int accountMarket, int entry) {
        int slot = stand(market, request, id, accountMarket, entry);
        watch(market, slot);
        return slot;
    }

    /** Lets the trigger of an order that stands outside the book be watched. */
    public void watch(Market market, int slot) {
        triggerWatch.acceptanceOf(market, slot);
        market.outside(orders).watch.add(slot);
    }

    /** Makes a pending order, whose turn has come, wait for its trigger. */
    public void beginPending(Market market, int slot) {
        OrderTerms.Conditional terms =
                (OrderTerms.Conditional) orders.request(slot).terms();
        open.beginToWait(market, slot, triggerWatch.holdPrice(market, terms, orders.side(slot)));
        watch(market, slot);
    }

    /**
     * Stores an accepted order outside the book; the caller lets its trigger be watched.
     *
     * @return slot of the order
     */
    public int stand(Market market, OrderRequest request, long id, int accountMarket, int entry) {
        OrderTerms.Conditional terms = (OrderTerms.Conditional) request.terms();
        boolean isPostOnly = terms.then() instanceof OrderTerms.Limit limit && limit.postOnly();
        int flags = OrderFlags.of(request.side(), OrderPhase.WAITS, request.selfTradePrevention(), isPostOnly);
        long price = triggerWatch.holdPrice(market, terms, request.side());
        long quantity = request.quantity().units();
        int slot = open.take(market, id, accountMarket, entry, flags);
        orders.set(slot, price, quantity, quantity);
        open.standOutside(market, slot, request);
        long expires = OrderFields.expiresNanos(terms);
        if (expires != 0) {
            open.time(slot, expires, Timers.Kind.GOOD_TILL_DATE);
        }
        return slot;
    }
}
