package com.flowex.engine.trigger;

import com.flowex.domain.OrderRequest;
import com.flowex.domain.OrderTerms;
import com.flowex.engine.book.Flags;
import com.flowex.engine.book.OrderPhase;
import com.flowex.engine.book.Orders;
import com.flowex.engine.market.Market;
import com.flowex.engine.risk.OrderFields;
import com.flowex.engine.state.ExchangeState;
import com.flowex.engine.state.OpenOrders;
import com.flowex.engine.timers.Timers;

/** Conditional orders find their place outside the book. */
public final class ConditionalPlacement {

    private final OpenOrders open;
    private final Orders orders;
    private final TriggerWatch triggerWatch;

    public ConditionalPlacement(ExchangeState state, TriggerWatch triggerWatch) {
        this.open = state.open;
        this.orders = state.open.orders;
        this.triggerWatch = triggerWatch;
    }

    /**
     * An accepted order waits for its trigger.
     *
     * @return its slot
     */
    public int begin(Market market, OrderRequest request, long id, int desk, int entry) {
        int slot = stand(market, request, id, desk, entry, OrderPhase.WAITS);
        triggerWatch.acceptanceOf(market, slot);
        market.outside(orders).watch.add(slot);
        return slot;
    }

    /** A pending order, whose turn it is, waits for its trigger. */
    public void beginPending(Market market, int slot) {
        OrderTerms.Conditional terms = (OrderTerms.Conditional)
                orders.extras.request(orders.extra(slot)).terms();
        open.beginToWait(market, slot, triggerWatch.holdPrice(market, terms, orders.side(slot)));
        triggerWatch.acceptanceOf(market, slot);
        market.outside(orders).watch.add(slot);
    }

    /** Puts an order outside the book; what watches it, or its turn, is the caller's. */
    int stand(Market market, OrderRequest request, long id, int desk, int entry, OrderPhase phase) {
        OrderTerms.Conditional terms = (OrderTerms.Conditional) request.terms();
        boolean isPostOnly = terms.then() instanceof OrderTerms.Limit limit && limit.postOnly();
        int flags = Flags.of(request.side(), phase, request.selfTradePrevention(), isPostOnly);
        long price = triggerWatch.holdPrice(market, terms, request.side());
        int slot = open.standOutside(
                market, id, desk, price, request, request.quantity().units(), entry, flags);
        long expires = OrderFields.expiresNanos(terms);
        if (expires != 0) {
            open.time(slot, expires, Timers.Kind.GOOD_TILL_DATE);
        }
        return slot;
    }
}
