package com.flowex.engine.conditional;

import com.flowex.engine.book.Orders;
import java.util.Arrays;

/**
 * Heap of waiting orders with a fixed trigger price that one watched price meets in one direction, the nearest on top.
 */
final class TriggerHeap {

    private final Orders orders;
    private long[] keys = new long[8];
    private int[] slots = new int[8];
    private int count;

    TriggerHeap(Orders orders) {
        this.orders = orders;
    }

    /** @param key key that is met by every watched key at or above it */
    void add(long key, int slot) {
        if (count == slots.length) {
            keys = Arrays.copyOf(keys, count * 2);
            slots = Arrays.copyOf(slots, count * 2);
        }
        rise(count++, key, slot);
    }

    void remove(int slot) {
        int place = orders.extras.place(orders.extra(slot));
        int last = --count;
        if (place == last) {
            return;
        }
        long key = keys[last];
        int moved = slots[last];
        if (place > 0 && key < keys[parent(place)]) {
            rise(place, key, moved);
        } else {
            sink(place, key, moved);
        }
    }

    /** Returns true if the watched key meets any order. */
    boolean isMet(long watched) {
        return count > 0 && keys[0] <= watched;
    }

    /** Collects all orders that the watched key meets. */
    void collect(long watched, MetTriggerIds met) {
        collect(0, watched, met);
    }

    private void collect(int place, long watched, MetTriggerIds met) {
        if (place < count && keys[place] <= watched) {
            met.add(orders.id(slots[place]));
            collect(2 * place + 1, watched, met);
            collect(2 * place + 2, watched, met);
        }
    }

    private static int parent(int place) {
        return (place - 1) / 2;
    }

    private void rise(int from, long key, int slot) {
        int place = from;
        while (place > 0 && key < keys[parent(place)]) {
            put(place, keys[parent(place)], slots[parent(place)]);
            place = parent(place);
        }
        put(place, key, slot);
    }

    private void sink(int from, long key, int slot) {
        int place = from;
        for (int child = 2 * place + 1; child < count; child = 2 * place + 1) {
            if (child + 1 < count && keys[child + 1] < keys[child]) {
                child++;
            }
            if (keys[child] >= key) {
                break;
            }
            put(place, keys[child], slots[child]);
            place = child;
        }
        put(place, key, slot);
    }

    private void put(int place, long key, int slot) {
        keys[place] = key;
        slots[place] = slot;
        orders.extras.place(orders.extra(slot), place);
    }
}
