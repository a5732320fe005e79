package com.flowex.engine.book;

/**
 * Relations between open orders: the partner of a pair, and the order that one waits for. A working order names the first
 * order of what is pending.
 */
public final class OrderLinks {

    private final Orders orders;

    public OrderLinks(Orders orders) {
        this.orders = orders;
    }

    /** Returns the other order of a pair, or {@link Orders#NONE}. */
    public int partner(int slot) {
        int extra = orders.extra(slot);
        return extra == OrderExtensions.NONE ? Orders.NONE : orders.extras.partner(extra);
    }

    /** Returns the order that this one is linked with, or {@link Orders#NONE}. */
    public int linked(int slot) {
        int extra = orders.extra(slot);
        return extra == OrderExtensions.NONE ? Orders.NONE : orders.extras.link(extra);
    }

    /** Links an open order with a pending one, or with a pending pair by its first order. */
    public void link(int working, int pending) {
        if (linked(working) == Orders.NONE) {
            orders.extras.link(orders.extend(working), pending);
        }
        orders.extras.link(orders.extend(pending), working);
        int partner = partner(pending);
        if (partner != Orders.NONE) {
            orders.extras.link(orders.extra(partner), working);
        }
    }

    /** Removes the link of an order, and of all that it is linked with; does nothing if it is not linked. */
    public void unlink(int slot) {
        int linked = linked(slot);
        if (linked == Orders.NONE) {
            return;
        }
        int working = orders.phase(slot) == OrderPhase.PENDING ? linked : slot;
        int pending = linked(working);
        int partner = partner(pending);
        orders.extras.link(orders.extra(working), Orders.NONE);
        orders.extras.link(orders.extra(pending), Orders.NONE);
        if (partner != Orders.NONE) {
            orders.extras.link(orders.extra(partner), Orders.NONE);
        }
    }
}
