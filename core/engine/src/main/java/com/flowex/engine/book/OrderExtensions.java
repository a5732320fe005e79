package com.flowex.engine.book;

import com.flowex.domain.order.OrderRequest;
import com.flowex.engine.layout.IntPair;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Fields that only some open orders have: a hidden part, a timer, a partner, a trigger. Such an order takes eight longs
 * and a reference; a plain order takes nothing. Entry {@link #NONE} means "no entry".
 */
public final class OrderExtensions {

    /** Entry of an order without such fields. */
    public static final int NONE = 0;

    private static final int WORDS_SHIFT = 3;
    /** The caller's tag, which moves here from the order because the order names this entry instead, and a timer. */
    private static final int TAG_TIMER = 0;

    private static final int DISPLAY = 1;
    private static final int SHOWN = 2;
    /** The other order of a pair, and the place among the orders with a trigger. */
    private static final int PARTNER_PLACE = 3;

    /** The best price that a trailing stop has seen; of a paid order, which watches no price yet, what it has received. */
    private static final int EXTREME_RECEIVED = 4;

    /** Number of slices started, and the trigger structure in which the order waits. */
    private static final int SLICES_WATCH = 5;
    /** Next and previous in the queue of triggered orders. */
    private static final int TURN = 6;

    /** The order that it is linked with. */
    private static final int LINK = 7;

    private static final int ENTRIES_AT_FIRST = 1 << 4;

    private long[] words = new long[ENTRIES_AT_FIRST << WORDS_SHIFT];
    private @Nullable OrderRequest[] requests = new OrderRequest[ENTRIES_AT_FIRST];
    private int used = 1;
    private int free = NONE;

    int take(int tag) {
        int entry = freeEntry();
        int at = entry << WORDS_SHIFT;
        Arrays.fill(words, at, at + (1 << WORDS_SHIFT), 0);
        words[at + TAG_TIMER] = IntPair.of(tag, 0);
        return entry;
    }

    private int freeEntry() {
        if (free != NONE) {
            int entry = free;
            free = (int) words[entry << WORDS_SHIFT];
            return entry;
        }
        if (used == requests.length) {
            words = Arrays.copyOf(words, words.length * 2);
            requests = Arrays.copyOf(requests, used * 2);
        }
        return used++;
    }

    void giveBack(int entry) {
        words[entry << WORDS_SHIFT] = free;
        requests[entry] = null;
        free = entry;
    }

    int tag(int entry) {
        return IntPair.high(words[(entry << WORDS_SHIFT) + TAG_TIMER]);
    }

    void tag(int entry, int tag) {
        high(entry, TAG_TIMER, tag);
    }

    /** Returns the timer that ends the order or starts its next slice, 0 if none. */
    public int timer(int entry) {
        return IntPair.low(words[(entry << WORDS_SHIFT) + TAG_TIMER]);
    }

    public void timer(int entry, int timer) {
        low(entry, TAG_TIMER, timer);
    }

    /** Returns the quantity that the book shows at a time; 0 means all of it. */
    public long display(int entry) {
        return words[(entry << WORDS_SHIFT) + DISPLAY];
    }

    public void display(int entry, long units) {
        words[(entry << WORDS_SHIFT) + DISPLAY] = units;
    }

    long shown(int entry) {
        return words[(entry << WORDS_SHIFT) + SHOWN];
    }

    void shown(int entry, long units) {
        words[(entry << WORDS_SHIFT) + SHOWN] = units;
    }

    /** Returns the slot of the pair's other order, or {@link Orders#NONE}. */
    public int partner(int entry) {
        return IntPair.high(words[(entry << WORDS_SHIFT) + PARTNER_PLACE]);
    }

    public void partner(int entry, int slot) {
        high(entry, PARTNER_PLACE, slot);
    }

    /**
     * Returns the slot of the order that it is linked with, or {@link Orders#NONE}. A working order of a pending pair names
     * its first order.
     */
    public int link(int entry) {
        return IntPair.high(words[(entry << WORDS_SHIFT) + LINK]);
    }

    public void link(int entry, int slot) {
        high(entry, LINK, slot);
    }

    /** Returns the order's place in the structure that watches its trigger. */
    public int place(int entry) {
        return IntPair.low(words[(entry << WORDS_SHIFT) + PARTNER_PLACE]);
    }

    public void place(int entry, int place) {
        low(entry, PARTNER_PLACE, place);
    }

    /** Returns the highest or lowest price that a trailing stop has seen, 0 if none. */
    public long extreme(int entry) {
        return words[(entry << WORDS_SHIFT) + EXTREME_RECEIVED];
    }

    public void extreme(int entry, long priceUnits) {
        words[(entry << WORDS_SHIFT) + EXTREME_RECEIVED] = priceUnits;
    }

    /** Returns the units that a paid order has received, which are held for it. */
    public long received(int entry) {
        return words[(entry << WORDS_SHIFT) + EXTREME_RECEIVED];
    }

    public void received(int entry, long units) {
        words[(entry << WORDS_SHIFT) + EXTREME_RECEIVED] = units;
    }

    /** Returns the number of slices of a time-weighted order that have started. */
    public int slices(int entry) {
        return IntPair.high(words[(entry << WORDS_SHIFT) + SLICES_WATCH]);
    }

    public void slices(int entry, int slices) {
        high(entry, SLICES_WATCH, slices);
    }

    /** Returns the market's structure that watches the order's trigger. */
    public int watch(int entry) {
        return IntPair.low(words[(entry << WORDS_SHIFT) + SLICES_WATCH]);
    }

    public void watch(int entry, int watch) {
        low(entry, SLICES_WATCH, watch);
    }

    /** Returns the slot whose turn comes next, or {@link Orders#NONE}. */
    public int next(int entry) {
        return IntPair.high(words[(entry << WORDS_SHIFT) + TURN]);
    }

    /** Returns the slot whose turn comes before, or {@link Orders#NONE}. */
    public int previous(int entry) {
        return IntPair.low(words[(entry << WORDS_SHIFT) + TURN]);
    }

    public void next(int entry, int slot) {
        high(entry, TURN, slot);
    }

    public void previous(int entry, int slot) {
        low(entry, TURN, slot);
    }

    /** Returns the request of an order outside the book. */
    public OrderRequest request(int entry) {
        OrderRequest request = requests[entry];
        if (request == null) {
            throw new IllegalStateException("an order outside the book has its request");
        }
        return request;
    }

    public void request(int entry, OrderRequest request) {
        requests[entry] = request;
    }

    private void high(int entry, int word, int value) {
        int at = (entry << WORDS_SHIFT) + word;
        words[at] = IntPair.of(value, IntPair.low(words[at]));
    }

    private void low(int entry, int word, int value) {
        int at = (entry << WORDS_SHIFT) + word;
        words[at] = IntPair.of(IntPair.high(words[at]), value);
    }
}
