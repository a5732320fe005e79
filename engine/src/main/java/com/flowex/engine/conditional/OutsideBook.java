package com.flowex.engine.conditional;

import com.flowex.engine.book.Orders;
import com.flowex.engine.book.OutsideOrders;

/** Open orders of one market that are outside its book: waiting, triggered, traded in slices, pending. */
public final class OutsideBook {

    /** All of these orders, by order id. */
    public final OutsideOrders all;

    /** Orders that wait for their trigger. */
    public final TriggerBook watch;

    /** Orders that wait for their turn. */
    public final TriggeredOrders triggered;

    /** Prices that moved trailing orders in the present command. */
    public final SeenPrices seen = new SeenPrices();

    public OutsideBook(Orders orders) {
        this.all = new OutsideOrders(orders);
        this.watch = new TriggerBook(orders);
        this.triggered = new TriggeredOrders(orders);
    }
}
