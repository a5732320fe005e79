package com.flowex.engine.conditional;

import com.flowex.engine.book.OffBookOrderList;
import com.flowex.engine.book.Orders;

/** Open orders of one market that are outside its book: waiting, triggered, traded in slices, pending. */
public final class OffBookOrders {

    /** All of these orders, by order id. */
    public final OffBookOrderList all;

    /** Orders that wait for their trigger. */
    public final TriggerBook watch;

    /** Orders that wait for their turn. */
    public final TriggeredOrders triggered;

    /** Prices that moved trailing orders in the present command. */
    public final TrailingPriceMoves seen = new TrailingPriceMoves();

    public OffBookOrders(Orders orders) {
        this.all = new OffBookOrderList(orders);
        this.watch = new TriggerBook(orders);
        this.triggered = new TriggeredOrders(orders);
    }
}
