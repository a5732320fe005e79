package com.flowex.engine.conditional;

import com.flowex.engine.book.OrderExtensions;
import com.flowex.engine.book.Orders;

/** Queue of orders of one market outside its book that wait for their turn, in the order in which they act. */
public final class TriggeredOrders {

    private final Orders orders;
    private final OrderExtensions extras;
    private int head = Orders.NONE;
    private int tail = Orders.NONE;

    public TriggeredOrders(Orders orders) {
        this.orders = orders;
        this.extras = orders.extras;
    }

    /** Returns the order whose turn it is, or {@link Orders#NONE}. */
    public int first() {
        return head;
    }

    /** Returns the order whose turn comes after this one, or {@link Orders#NONE}. */
    public int after(int slot) {
        return extras.next(orders.extra(slot));
    }

    public void add(int slot) {
        int extra = orders.extra(slot);
        extras.next(extra, Orders.NONE);
        extras.previous(extra, tail);
        if (tail == Orders.NONE) {
            head = slot;
        } else {
            extras.next(orders.extra(tail), slot);
        }
        tail = slot;
    }

    /** Adds an order in front of all others. */
    public void addFirst(int slot) {
        int extra = orders.extra(slot);
        extras.previous(extra, Orders.NONE);
        extras.next(extra, head);
        if (head == Orders.NONE) {
            tail = slot;
        } else {
            extras.previous(orders.extra(head), slot);
        }
        head = slot;
    }

    public void remove(int slot) {
        int next = extras.next(orders.extra(slot));
        int previous = extras.previous(orders.extra(slot));
        if (previous == Orders.NONE) {
            head = next;
        } else {
            extras.next(orders.extra(previous), next);
        }
        if (next == Orders.NONE) {
            tail = previous;
        } else {
            extras.previous(orders.extra(next), previous);
        }
    }
}
