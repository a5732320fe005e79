package com.flowex.engine.book;

import java.util.Arrays;

/** The open orders of each owner, oldest first. */
public final class OwnedOrders {

    private final Orders orders;
    private int[] heads = new int[16];
    private int[] tails = new int[16];
    private int[] counts = new int[16];

    public OwnedOrders(Orders orders) {
        this.orders = orders;
    }

    /** Number of open orders of an owner. */
    public int count(int owner) {
        return owner < counts.length ? counts[owner] : 0;
    }

    /** An owner's oldest open order, or {@link Orders#NONE}. */
    public int oldest(int owner) {
        return owner < heads.length ? heads[owner] : Orders.NONE;
    }

    /** The same owner's next younger open order, or {@link Orders#NONE}. */
    public int younger(int slot) {
        return orders.nextOwned(slot);
    }

    public void add(int slot) {
        int owner = orders.owner(slot);
        makeRoomFor(owner);
        int tail = tails[owner];
        orders.owned(slot, Orders.NONE, tail);
        if (tail == Orders.NONE) {
            heads[owner] = slot;
        } else {
            orders.owned(tail, slot, orders.previousOwned(tail));
        }
        tails[owner] = slot;
        counts[owner]++;
    }

    /** Before the order leaves its book. */
    public void remove(int slot) {
        int owner = orders.owner(slot);
        int next = orders.nextOwned(slot);
        int previous = orders.previousOwned(slot);
        if (previous == Orders.NONE) {
            heads[owner] = next;
        } else {
            orders.owned(previous, next, orders.previousOwned(previous));
        }
        if (next == Orders.NONE) {
            tails[owner] = previous;
        } else {
            orders.owned(next, orders.nextOwned(next), previous);
        }
        counts[owner]--;
    }

    private void makeRoomFor(int owner) {
        if (owner >= heads.length) {
            int length = Math.max(owner + 1, heads.length * 2);
            heads = Arrays.copyOf(heads, length);
            tails = Arrays.copyOf(tails, length);
            counts = Arrays.copyOf(counts, length);
        }
    }
}
