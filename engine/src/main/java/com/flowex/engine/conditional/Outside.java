package com.flowex.engine.conditional;

import com.flowex.engine.book.Orders;
import com.flowex.engine.book.OutsideOrders;

/** One market's open orders that stand outside its book: waiting, triggered, worked in slices. */
public final class Outside {

    /** All of them, by order id. */
    public final OutsideOrders all;

    /** Those that wait for their trigger. */
    public final Watch watch;

    /** Those that wait for their turn. */
    public final TurnQueue turns;

    /** What moved those that trail, in the command at hand. */
    public final SeenPrices seen = new SeenPrices();

    public Outside(Orders orders) {
        this.all = new OutsideOrders(orders);
        this.watch = new Watch(orders);
        this.turns = new TurnQueue(orders);
    }
}
