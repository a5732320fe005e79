package com.flowex.engine.conditional;

import java.util.Arrays;

/** Ids of orders whose trigger is met, ascending once sorted; the object is reused. */
public final class MetTriggerIds {

    private long[] ids = new long[16];
    private int count;

    void clear() {
        count = 0;
    }

    void add(long id) {
        if (count == ids.length) {
            ids = Arrays.copyOf(ids, count * 2);
        }
        ids[count++] = id;
    }

    void sort() {
        Arrays.sort(ids, 0, count);
    }

    public int count() {
        return count;
    }

    public long id(int index) {
        return ids[index];
    }
}
