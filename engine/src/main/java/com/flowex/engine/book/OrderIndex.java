package com.flowex.engine.book;

import java.util.Arrays;

/**
 * Finds an open order's slot by its id: one bucket for each id modulo the size, and a chain of slots behind it.
 *
 * <p>The exchange numbers orders one after another, so the ids themselves spread orders as well as any hash would, and
 * orders that came together stand together. Two orders share a bucket only if one has stayed open until the other came a
 * whole table of ids later.
 */
public final class OrderIndex {

    private static final int BUCKETS_AT_FIRST = 1 << 10;

    private final Orders orders;
    private int[] heads = new int[BUCKETS_AT_FIRST];
    private int[] behind = new int[BUCKETS_AT_FIRST];
    private int count;

    public OrderIndex(Orders orders) {
        this.orders = orders;
    }

    /** The slot of an open order, or {@link Orders#NONE}. */
    public int find(long id) {
        int slot = heads[(int) id & heads.length - 1];
        while (slot != Orders.NONE && orders.id(slot) != id) {
            slot = behind[slot];
        }
        return slot;
    }

    /** Remembers an order that is not yet in here. */
    public void add(long id, int slot) {
        if (++count * 2 > heads.length) {
            enlarge();
        }
        if (slot >= behind.length) {
            behind = Arrays.copyOf(behind, Math.max(slot + 1, behind.length * 2));
        }
        put(id, slot);
    }

    private void put(long id, int slot) {
        int bucket = (int) id & heads.length - 1;
        behind[slot] = heads[bucket];
        heads[bucket] = slot;
    }

    /** Forgets an order, which must be in here, before its slot is given back. */
    public void remove(long id, int slot) {
        count--;
        int bucket = (int) id & heads.length - 1;
        if (heads[bucket] == slot) {
            heads[bucket] = behind[slot];
            return;
        }
        int before = heads[bucket];
        while (behind[before] != slot) {
            before = behind[before];
        }
        behind[before] = behind[slot];
    }

    private void enlarge() {
        int[] old = heads;
        heads = new int[old.length * 2];
        for (int head : old) {
            int slot = head;
            while (slot != Orders.NONE) {
                int next = behind[slot];
                put(orders.id(slot), slot);
                slot = next;
            }
        }
    }
}
