package com.flowex.engine.timers;

import java.util.Arrays;

/**
 * Timers by log time, the next first: by deadline, then kind, then id.
 *
 * <p>A timer is identified by its slot, which its owner keeps to stop it; slot {@link #NONE} means "no timer". A
 * heap with four branches holds deadlines beside slots, so that starting and stopping touch a handful of cache lines. A
 * timer takes 52 bytes, and a million good-till-date orders 52 MB.
 */
public final class Timers {

    /** Slot that means "no timer". */
    public static final int NONE = 0;

    /** Kind of a timer. Among equal deadlines the kind declared first comes first. */
    public enum Kind {
        GOOD_TILL_DATE,
        SLICE,
        RESERVATION,
        DEAD_MANS,
        MARKET_DEAD_MANS,
        RESUMPTION,
        INTEREST,
        MARGIN_RETRY
    }

    private static final Kind[] KINDS = Kind.values();
    private static final int BRANCHES = 4;
    private static final int SLOTS_AT_FIRST = 1 << 6;

    /** The heap: entry 0 is the next timer; a deadline and its slot have the same index. */
    private long[] deadlines = new long[SLOTS_AT_FIRST];

    private int[] slots = new int[SLOTS_AT_FIRST];
    private int count;

    private long[] highs = new long[SLOTS_AT_FIRST];
    private long[] lows = new long[SLOTS_AT_FIRST];
    private int[] payloads = new int[SLOTS_AT_FIRST];
    private byte[] kinds = new byte[SLOTS_AT_FIRST];

    /** Index in the heap by slot; for a free slot, the next free one. */
    private int[] places = new int[SLOTS_AT_FIRST];

    private int used = 1;
    private int free = NONE;

    /**
     * Starts a timer.
     *
     * @param deadlineNanos log time at which the timer is due, in nanoseconds since 1970
     * @param idHigh upper 64 bits of the id that orders timers of one deadline and kind, unsigned
     * @param idLow lower 64 bits of that id, unsigned
     * @param payload number chosen by the owner, returned by {@link #payload}
     * @return slot of the timer
     */
    public int start(long deadlineNanos, Kind kind, long idHigh, long idLow, int payload) {
        int slot = take();
        highs[slot] = idHigh;
        lows[slot] = idLow;
        payloads[slot] = payload;
        kinds[slot] = code(kind);
        if (count == slots.length) {
            deadlines = Arrays.copyOf(deadlines, count * 2);
            slots = Arrays.copyOf(slots, count * 2);
        }
        rise(count++, deadlineNanos, slot);
        return slot;
    }

    /** Stops a timer, due or not; its slot is invalid afterwards. */
    public void stop(int slot) {
        int place = places[slot];
        int last = --count;
        places[slot] = free;
        free = slot;
        if (place == last) {
            return;
        }
        long deadline = deadlines[last];
        int moved = slots[last];
        if (place > 0 && isBefore(deadline, moved, parent(place))) {
            rise(place, deadline, moved);
        } else {
            sink(place, deadline, moved);
        }
    }

    /** Returns the timer that is due next, or {@link #NONE}. */
    public int first() {
        return count == 0 ? NONE : slots[0];
    }

    /** Returns the deadline of the next timer, {@link Long#MAX_VALUE} if none runs. */
    public long deadlineNanos() {
        return count == 0 ? Long.MAX_VALUE : deadlines[0];
    }

    public long deadlineNanos(int slot) {
        return deadlines[places[slot]];
    }

    public Kind kind(int slot) {
        return KINDS[kinds[slot]];
    }

    public int payload(int slot) {
        return payloads[slot];
    }

    /** The order of the kinds is the order among equal deadlines; the number never leaves the process. */
    @SuppressWarnings("EnumOrdinal")
    private static byte code(Kind kind) {
        return (byte) kind.ordinal();
    }

    private static int parent(int place) {
        return (place - 1) / BRANCHES;
    }

    private boolean isBefore(long deadline, int slot, int place) {
        return deadline != deadlines[place] ? deadline < deadlines[place] : isBefore(slot, slots[place]);
    }

    private boolean isBefore(int slot, int other) {
        if (kinds[slot] != kinds[other]) {
            return kinds[slot] < kinds[other];
        }
        int high = Long.compareUnsigned(highs[slot], highs[other]);
        return high != 0 ? high < 0 : Long.compareUnsigned(lows[slot], lows[other]) < 0;
    }

    private void put(int place, long deadline, int slot) {
        deadlines[place] = deadline;
        slots[place] = slot;
        places[slot] = place;
    }

    private void rise(int from, long deadline, int slot) {
        int place = from;
        while (place > 0 && isBefore(deadline, slot, parent(place))) {
            int parent = parent(place);
            put(place, deadlines[parent], slots[parent]);
            place = parent;
        }
        put(place, deadline, slot);
    }

    private void sink(int from, long deadline, int slot) {
        int place = from;
        for (int child = firstChild(place); child < count; child = firstChild(place)) {
            child = earliestOf(child);
            if (isBefore(deadline, slot, child)) {
                break;
            }
            put(place, deadlines[child], slots[child]);
            place = child;
        }
        put(place, deadline, slot);
    }

    private static int firstChild(int place) {
        return place * BRANCHES + 1;
    }

    private int earliestOf(int firstChild) {
        int earliest = firstChild;
        int end = Math.min(firstChild + BRANCHES, count);
        for (int child = firstChild + 1; child < end; child++) {
            if (isBefore(deadlines[child], slots[child], earliest)) {
                earliest = child;
            }
        }
        return earliest;
    }

    private int take() {
        if (free != NONE) {
            int slot = free;
            free = places[slot];
            return slot;
        }
        if (used == places.length) {
            int length = used * 2;
            highs = Arrays.copyOf(highs, length);
            lows = Arrays.copyOf(lows, length);
            payloads = Arrays.copyOf(payloads, length);
            kinds = Arrays.copyOf(kinds, length);
            places = Arrays.copyOf(places, length);
        }
        return used++;
    }
}
