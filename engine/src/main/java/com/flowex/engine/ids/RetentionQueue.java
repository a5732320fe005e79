package com.flowex.engine.ids;

import java.util.Arrays;

/**
 * Entries in the order of their times, over all owners and for each owner, so that the oldest of either can leave first.
 * Entry {@link #NONE} is none.
 */
final class RetentionQueue {

    static final int NONE = 0;

    private static final int WORDS_SHIFT = 2;
    private static final int NANOS = 0;
    private static final int PAYLOAD = 1;
    private static final int ALL = 2;
    private static final int OWNED = 3;

    private long[] words = new long[1 << 8];
    private int[] owners = new int[1 << 6];
    private int used = 1;
    private int free = NONE;

    private int head;
    private int tail;
    private int[] heads = new int[16];
    private int[] tails = new int[16];
    private int[] counts = new int[16];

    int oldest() {
        return head;
    }

    int oldestOf(int owner) {
        return owner < heads.length ? heads[owner] : NONE;
    }

    int countOf(int owner) {
        return owner < counts.length ? counts[owner] : 0;
    }

    long nanos(int entry) {
        return words[(entry << WORDS_SHIFT) + NANOS];
    }

    long payload(int entry) {
        return words[(entry << WORDS_SHIFT) + PAYLOAD];
    }

    int owner(int entry) {
        return owners[entry];
    }

    /** The next younger entry of any owner. */
    int younger(int entry) {
        return high(words[(entry << WORDS_SHIFT) + ALL]);
    }

    /** @param nanos not before that of any other entry */
    int add(int owner, long nanos, long payload) {
        makeRoomFor(owner);
        int entry = take();
        int at = entry << WORDS_SHIFT;
        owners[entry] = owner;
        words[at + NANOS] = nanos;
        words[at + PAYLOAD] = payload;
        words[at + ALL] = pair(NONE, tail);
        words[at + OWNED] = pair(NONE, tails[owner]);
        if (tail == NONE) {
            head = entry;
        } else {
            next(ALL, tail, entry);
        }
        tail = entry;
        if (tails[owner] == NONE) {
            heads[owner] = entry;
        } else {
            next(OWNED, tails[owner], entry);
        }
        tails[owner] = entry;
        counts[owner]++;
        return entry;
    }

    void remove(int entry) {
        int owner = owners[entry];
        long all = words[(entry << WORDS_SHIFT) + ALL];
        long owned = words[(entry << WORDS_SHIFT) + OWNED];
        unlink(ALL, all);
        unlink(OWNED, owned);
        head = low(all) == NONE ? high(all) : head;
        tail = high(all) == NONE ? low(all) : tail;
        heads[owner] = low(owned) == NONE ? high(owned) : heads[owner];
        tails[owner] = high(owned) == NONE ? low(owned) : tails[owner];
        counts[owner]--;
        words[(entry << WORDS_SHIFT) + ALL] = free;
        free = entry;
    }

    private void unlink(int list, long links) {
        int next = high(links);
        int previous = low(links);
        if (previous != NONE) {
            next(list, previous, next);
        }
        if (next != NONE) {
            previous(list, next, previous);
        }
    }

    private void next(int list, int entry, int next) {
        int at = (entry << WORDS_SHIFT) + list;
        words[at] = pair(next, low(words[at]));
    }

    private void previous(int list, int entry, int previous) {
        int at = (entry << WORDS_SHIFT) + list;
        words[at] = pair(high(words[at]), previous);
    }

    private int take() {
        if (free != NONE) {
            int entry = free;
            free = (int) words[(entry << WORDS_SHIFT) + ALL];
            return entry;
        }
        if (used == owners.length) {
            owners = Arrays.copyOf(owners, used * 2);
            words = Arrays.copyOf(words, words.length * 2);
        }
        return used++;
    }

    private void makeRoomFor(int owner) {
        if (owner >= heads.length) {
            int length = Math.max(owner + 1, heads.length * 2);
            heads = Arrays.copyOf(heads, length);
            tails = Arrays.copyOf(tails, length);
            counts = Arrays.copyOf(counts, length);
        }
    }

    private static long pair(int high, int low) {
        return (long) high << 32 | low & 0xFFFF_FFFFL;
    }

    private static int high(long pair) {
        return (int) (pair >>> 32);
    }

    private static int low(long pair) {
        return (int) pair;
    }
}
