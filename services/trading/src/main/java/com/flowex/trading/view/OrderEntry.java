package com.flowex.trading.view;

import com.flowex.trading.order.TrackedOrder;

/** An order the fold works on, and what the tables know of it. */
final class OrderEntry {

    final TrackedOrder order;

    /** Whether the table of open orders has its row. */
    boolean stored;

    /** Whether it is already among the changes of this flush. */
    boolean changed;

    /** Whether it changed in this flush in what an order seldom changes: its row is written anew. */
    boolean revised;

    OrderEntry(TrackedOrder order, boolean stored) {
        this.order = order;
        this.stored = stored;
    }

    int tenant() {
        return order.request().account().tenant();
    }
}
