package com.flowex.engine.state;

import com.flowex.domain.order.OrderTerms;
import com.flowex.domain.order.TimeInForce;
import com.flowex.domain.value.Price;
import com.flowex.domain.value.Quantity;
import com.flowex.engine.book.OrderExtensions;
import com.flowex.engine.book.Orders;
import com.flowex.engine.timers.Timers;

/** Terms of an order in the book, or of one on its way, rebuilt from the places where they are stored. */
public final class RestingTerms {

    private final Orders orders;
    private final Timers timers;

    public RestingTerms(ExchangeState state) {
        this.orders = state.open.orders;
        this.timers = state.timers;
    }

    /** Returns a resting order's terms at a price, which may be its own. */
    public OrderTerms.Limit of(int slot, Price price) {
        int extra = orders.extra(slot);
        boolean isPostOnly = orders.isPostOnly(slot);
        if (extra == OrderExtensions.NONE) {
            return new OrderTerms.Limit(price, TimeInForce.GTC, isPostOnly);
        }
        if (orders.isImmediate(slot)) {
            return new OrderTerms.Limit(price, TimeInForce.IOC, false);
        }
        int timer = orders.extras.timer(extra);
        return new OrderTerms.Limit(
                price,
                timer == Timers.NONE ? TimeInForce.GTC : TimeInForce.GTD,
                timer == Timers.NONE ? 0 : timers.deadlineNanos(timer),
                isPostOnly,
                new Quantity(orders.extras.display(extra)));
    }
}
