package com.flowex.engine.book;

import com.flowex.domain.Side;
import java.util.Arrays;

/**
 * Every open order of every book: eight longs an order, one cache line, no object. An order is named by its slot; slot
 * {@link #NONE} is never an order.
 *
 * <p>Slots are reused, so a slot means an order only while that order is open.
 */
public final class Orders {

    /** The slot that is no order. */
    public static final int NONE = 0;

    private static final int WORDS_SHIFT = 3;
    private static final int ID = 0;
    private static final int REMAINING = 1;
    private static final int QUANTITY = 2;
    private static final int PRICE = 3;
    /** Next and previous in the queue of the same price. */
    private static final int QUEUE = 4;
    /** Level of the ladder, and owner. */
    private static final int LEVEL_OWNER = 5;
    /** Next and previous of the same owner. */
    private static final int OWNED = 6;
    /** The caller's tag, and the market with the side in its lowest bit. */
    private static final int TAG_MARKET = 7;

    private static final int SLOTS_AT_FIRST = 1 << 10;
    /** Slots times eight words stay below the largest array: 2^27 x 2^3 = 2^30. */
    private static final int SLOTS_MAX = 1 << 27;

    private long[] words = new long[SLOTS_AT_FIRST << WORDS_SHIFT];
    private int used = 1;
    private int free = NONE;
    private int open;

    /** Number of open orders. */
    public int open() {
        return open;
    }

    public boolean isFull() {
        return open >= SLOTS_MAX - 1;
    }

    /**
     * Takes a slot for an order; it is in no book yet.
     *
     * @param owner index of the account
     * @param market index of the market
     * @param tag whatever the caller wants to find again
     */
    int take(long id, int owner, int market, Side side, long price, long quantity, long remaining, int tag) {
        int slot = freeSlot();
        int at = slot << WORDS_SHIFT;
        words[at + ID] = id;
        words[at + REMAINING] = remaining;
        words[at + QUANTITY] = quantity;
        words[at + PRICE] = price;
        words[at + QUEUE] = 0;
        words[at + LEVEL_OWNER] = owner;
        words[at + OWNED] = 0;
        words[at + TAG_MARKET] = pair(tag, market << 1 | (side == Side.SELL ? 1 : 0));
        open++;
        return slot;
    }

    private int freeSlot() {
        if (free != NONE) {
            int slot = free;
            free = low(words[(slot << WORDS_SHIFT) + QUEUE]);
            return slot;
        }
        if (used << WORDS_SHIFT == words.length) {
            words = Arrays.copyOf(words, words.length * 2);
        }
        return used++;
    }

    void giveBack(int slot) {
        words[(slot << WORDS_SHIFT) + QUEUE] = free;
        free = slot;
        open--;
    }

    public long id(int slot) {
        return words[(slot << WORDS_SHIFT) + ID];
    }

    public long remaining(int slot) {
        return words[(slot << WORDS_SHIFT) + REMAINING];
    }

    void remaining(int slot, long units) {
        words[(slot << WORDS_SHIFT) + REMAINING] = units;
    }

    /** The whole quantity after reductions. */
    public long quantity(int slot) {
        return words[(slot << WORDS_SHIFT) + QUANTITY];
    }

    void quantity(int slot, long units) {
        words[(slot << WORDS_SHIFT) + QUANTITY] = units;
    }

    public long price(int slot) {
        return words[(slot << WORDS_SHIFT) + PRICE];
    }

    public int owner(int slot) {
        return low(words[(slot << WORDS_SHIFT) + LEVEL_OWNER]);
    }

    public int market(int slot) {
        return low(words[(slot << WORDS_SHIFT) + TAG_MARKET]) >>> 1;
    }

    public Side side(int slot) {
        return (words[(slot << WORDS_SHIFT) + TAG_MARKET] & 1) == 0 ? Side.BUY : Side.SELL;
    }

    boolean isSell(int slot) {
        return (words[(slot << WORDS_SHIFT) + TAG_MARKET] & 1) != 0;
    }

    public int tag(int slot) {
        return high(words[(slot << WORDS_SHIFT) + TAG_MARKET]);
    }

    public void tag(int slot, int tag) {
        int at = (slot << WORDS_SHIFT) + TAG_MARKET;
        words[at] = pair(tag, low(words[at]));
    }

    int level(int slot) {
        return high(words[(slot << WORDS_SHIFT) + LEVEL_OWNER]);
    }

    void level(int slot, int level) {
        int at = (slot << WORDS_SHIFT) + LEVEL_OWNER;
        words[at] = pair(level, low(words[at]));
    }

    int next(int slot) {
        return high(words[(slot << WORDS_SHIFT) + QUEUE]);
    }

    int previous(int slot) {
        return low(words[(slot << WORDS_SHIFT) + QUEUE]);
    }

    void queue(int slot, int next, int previous) {
        words[(slot << WORDS_SHIFT) + QUEUE] = pair(next, previous);
    }

    void next(int slot, int next) {
        queue(slot, next, previous(slot));
    }

    void previous(int slot, int previous) {
        queue(slot, next(slot), previous);
    }

    int nextOwned(int slot) {
        return high(words[(slot << WORDS_SHIFT) + OWNED]);
    }

    int previousOwned(int slot) {
        return low(words[(slot << WORDS_SHIFT) + OWNED]);
    }

    void owned(int slot, int next, int previous) {
        words[(slot << WORDS_SHIFT) + OWNED] = pair(next, previous);
    }

    static long pair(int high, int low) {
        return (long) high << 32 | low & 0xFFFF_FFFFL;
    }

    static int high(long pair) {
        return (int) (pair >>> 32);
    }

    static int low(long pair) {
        return (int) pair;
    }
}
