package com.flowex.engine.book;

import com.flowex.domain.OrderRequest;
import com.flowex.engine.layout.IntPair;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What only some open orders have: a hidden part, a timer, a partner, a trigger. Eight longs and a reference for such an
 * order, nothing for a plain one. Entry {@link #NONE} is none.
 */
public final class Extras {

    /** The entry of an order that has nothing more. */
    public static final int NONE = 0;

    private static final int WORDS_SHIFT = 3;
    /** The caller's tag, whose place in the order names this entry, and a timer. */
    private static final int TAG_TIMER = 0;

    private static final int DISPLAY = 1;
    private static final int SHOWN = 2;
    /** The other order of a pair or link, and the place among the orders with a trigger. */
    private static final int PARTNER_PLACE = 3;

    private static final int EXTREME = 4;
    /** Slices started, and where among the triggers it waits. */
    private static final int SLICES_WATCH = 5;
    /** Next and previous in the queue of triggered orders. */
    private static final int TURN = 6;

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

    /** The timer that ends the order or starts its next slice, 0 if none. */
    public int timer(int entry) {
        return IntPair.low(words[(entry << WORDS_SHIFT) + TAG_TIMER]);
    }

    public void timer(int entry, int timer) {
        low(entry, TAG_TIMER, timer);
    }

    /** How much the book shows at a time, 0: all of it. */
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

    /** The slot of the pair's or link's other order, or {@link Orders#NONE}. */
    public int partner(int entry) {
        return IntPair.high(words[(entry << WORDS_SHIFT) + PARTNER_PLACE]);
    }

    public void partner(int entry, int slot) {
        high(entry, PARTNER_PLACE, slot);
    }

    /** Where in the structure that watches its trigger the order stands. */
    public int place(int entry) {
        return IntPair.low(words[(entry << WORDS_SHIFT) + PARTNER_PLACE]);
    }

    public void place(int entry, int place) {
        low(entry, PARTNER_PLACE, place);
    }

    /** The highest or lowest price that a trailing stop has seen, 0 if none. */
    public long extreme(int entry) {
        return words[(entry << WORDS_SHIFT) + EXTREME];
    }

    public void extreme(int entry, long priceUnits) {
        words[(entry << WORDS_SHIFT) + EXTREME] = priceUnits;
    }

    /** How many slices of a time-weighted order have been started. */
    public int slices(int entry) {
        return IntPair.high(words[(entry << WORDS_SHIFT) + SLICES_WATCH]);
    }

    public void slices(int entry, int slices) {
        high(entry, SLICES_WATCH, slices);
    }

    /** Which of the market's structures watches its trigger. */
    public int watch(int entry) {
        return IntPair.low(words[(entry << WORDS_SHIFT) + SLICES_WATCH]);
    }

    public void watch(int entry, int watch) {
        low(entry, SLICES_WATCH, watch);
    }

    /** The slot whose turn comes next, or {@link Orders#NONE}. */
    public int next(int entry) {
        return IntPair.high(words[(entry << WORDS_SHIFT) + TURN]);
    }

    /** The slot whose turn comes before, or {@link Orders#NONE}. */
    public int previous(int entry) {
        return IntPair.low(words[(entry << WORDS_SHIFT) + TURN]);
    }

    public void next(int entry, int slot) {
        high(entry, TURN, slot);
    }

    public void previous(int entry, int slot) {
        low(entry, TURN, slot);
    }

    /** The order as asked for, of one that stands outside the book. */
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
