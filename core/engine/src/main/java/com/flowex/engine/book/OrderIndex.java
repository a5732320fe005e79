package com.flowex.engine.book;

import java.util.Arrays;

/**
 * Index of open orders' slots by id: one bucket for each id modulo the size, with a chain of slots behind it.
 *
 * <p>The exchange numbers orders consecutively, so the ids spread orders as well as any hash, and orders of the same
 * time are neighbours. Two orders share a bucket only if one stays open until the other comes, a whole table of ids
 * later.
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

    /** Returns the slot of an open order, or {@link Orders#NONE}. */
    public int find(long id) {
        int slot = heads[(int) id & heads.length - 1];
        while (slot != Orders.NONE && orders.id(slot) != id) {
            slot = behind[slot];
        }
        return slot;
    }

    /** Adds an order that is not yet in the index. */
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

    /** Removes an order, which must be in the index, before its slot is released. */
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
