package com.flowex.engine.book;

/** Open orders of one market that are outside its book, by order id. They arrive in that order, and none comes back. */
public final class OffBookOrderList {

    private final Orders orders;
    private int head = Orders.NONE;
    private int tail = Orders.NONE;

    public OffBookOrderList(Orders orders) {
        this.orders = orders;
    }

    /** Returns the order with the lowest id, or {@link Orders#NONE}. */
    public int first() {
        return head;
    }

    /** Returns the order with the next higher id, or {@link Orders#NONE}. */
    public int after(int slot) {
        return orders.next(slot);
    }

    /** Adds an order whose id is higher than that of any other here. */
    public void add(int slot) {
        orders.queue(slot, Orders.NONE, tail);
        if (tail == Orders.NONE) {
            head = slot;
        } else {
            orders.next(tail, slot);
        }
        tail = slot;
    }

    public void remove(int slot) {
        if (head == slot) {
            head = orders.next(slot);
        }
        if (tail == slot) {
            tail = orders.previous(slot);
        }
        orders.unlink(slot);
    }
}
