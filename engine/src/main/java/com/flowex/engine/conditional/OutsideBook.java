package com.flowex.engine.conditional;

import com.flowex.engine.book.Orders;
import com.flowex.engine.book.OutsideOrders;

/** One market's open orders that stand outside its book: waiting, triggered, worked in slices, pending. */
public final class OutsideBook {

    /** All of them, by order id. */
    public final OutsideOrders all;

    /** Those that wait for their trigger. */
    public final TriggerBook watch;

    /** Those that wait for their turn. */
    public final TriggeredOrders triggered;

    /** What moved those that trail, in the command at hand. */
    public final SeenPrices seen = new SeenPrices();

    public OutsideBook(Orders orders) {
        this.all = new OutsideOrders(orders);
        this.watch = new TriggerBook(orders);
        this.triggered = new TriggeredOrders(orders);
    }
}
