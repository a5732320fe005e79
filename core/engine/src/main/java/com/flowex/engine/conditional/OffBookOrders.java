package com.flowex.engine.conditional;

import com.flowex.engine.book.OffBookOrderList;
import com.flowex.engine.book.Orders;

/** Open orders of one market that are outside its book: waiting, triggered, traded in slices, pending, on their way. */
public final class OffBookOrders {

    /** All of these orders, by order id, but for those that wait for their turn to take. */
    public final OffBookOrderList all;

    /** Orders that wait for their trigger. */
    public final TriggerBook watch;

    /** Orders that have triggered or are to start, and wait for their turn. */
    public final TriggeredOrders triggered;

    /** Limit orders that are not through with the book; they act before those that have triggered. */
    public final TriggeredOrders taking;

    /** Prices that moved trailing orders in the present command. */
    public final TrailingPriceMoves moves = new TrailingPriceMoves();

    public OffBookOrders(Orders orders) {
        this.all = new OffBookOrderList(orders);
        this.watch = new TriggerBook(orders);
        this.triggered = new TriggeredOrders(orders);
        this.taking = new TriggeredOrders(orders);
    }
}
