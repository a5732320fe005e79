package com.flowex.trading.view;

import com.flowex.trading.store.order.TrackedOrder;

/** An order in the reducer's memory, with the state of its row. */
final class OrderRowState {

    final TrackedOrder order;

    /** True if the table of open orders contains its row. */
    boolean stored;

    /** True if the order is already among the changes of this flush. */
    boolean changed;

    /** True if this flush changed a part of the order that seldom changes, so that its row is written anew. */
    boolean revised;

    OrderRowState(TrackedOrder order, boolean stored) {
        this.order = order;
        this.stored = stored;
    }

    int tenant() {
        return order.request().account().tenant();
    }
}
