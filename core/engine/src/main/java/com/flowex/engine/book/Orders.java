package com.flowex.engine.book;

import com.flowex.domain.order.DebtEffects;
import com.flowex.domain.order.OrderRequest;
import com.flowex.domain.order.SelfTradePrevention;
import com.flowex.domain.order.Side;
import com.flowex.engine.layout.IntPair;
import java.util.Arrays;

/**
 * All open orders of all books. An order takes eight longs, which is one cache line, and no object. An order is
 * identified by its slot; slot {@link #NONE} is never an order.
 *
 * <p>Slots are reused, so a slot identifies an order only while that order is open.
 */
public final class Orders {

    /** Slot that means "no order". */
    public static final int NONE = 0;

    private static final int WORDS_SHIFT = 3;
    private static final int ID = 0;
    private static final int REMAINING = 1;
    private static final int QUANTITY = 2;
    private static final int PRICE = 3;
    /** Next and previous order in the queue of the same price. */
    private static final int QUEUE = 4;
    /** Level of the ladder, and the account market. */
    private static final int LEVEL_ACCOUNT_MARKET = 5;
    /** Place in the list of its account market. */
    private static final int ACCOUNT_MARKET_PLACE = 6;
    /**
     * The caller's tag, or the entry in {@link OrderExtensions} that holds it; then the market in 16 bits and {@link OrderFlags} in
     * 16.
     */
    private static final int TAG_MARKET = 7;

    private static final int MARKET_MASK = 0xFFFF;
    private static final int FLAGS_SHIFT = 16;

    private static final int SLOTS_AT_FIRST = 1 << 10;
    /** Slots times eight words stay below the largest array: 2^27 x 2^3 = 2^30. */
    private static final int SLOTS_MAX = 1 << 27;

    private long[] words = new long[SLOTS_AT_FIRST << WORDS_SHIFT];
    private int used = 1;
    private int free = NONE;
    private int open;

    /** Fields that only some orders have. */
    public final OrderExtensions extras = new OrderExtensions();

    /** Returns the number of open orders. */
    public int open() {
        return open;
    }

    /** Returns true if {@code more} additional orders can be open. */
    public boolean hasRoomFor(int more) {
        return open + more < SLOTS_MAX;
    }

    /**
     * Takes a slot for an order, which is in no book and has neither price nor quantity yet.
     *
     * @param accountMarket the account in the market
     * @param market index of the market, below 2^16
     * @param tag number chosen by the caller, returned by {@link #tag}
     * @param flags bits of {@link OrderFlags}
     */
    public int take(long id, int accountMarket, int market, int tag, int flags) {
        int slot = freeSlot();
        int at = slot << WORDS_SHIFT;
        words[at + ID] = id;
        words[at + REMAINING] = 0;
        words[at + QUANTITY] = 0;
        words[at + PRICE] = 0;
        words[at + QUEUE] = 0;
        words[at + LEVEL_ACCOUNT_MARKET] = accountMarket;
        words[at + ACCOUNT_MARKET_PLACE] = 0;
        words[at + TAG_MARKET] = IntPair.of(tag, flags << FLAGS_SHIFT | market);
        open++;
        return slot;
    }

    /**
     * Sets what a new order asks for before it is put anywhere.
     *
     * @param price in price units; 0 means none
     * @param quantity whole quantity, the filled part included
     * @param remaining open quantity
     */
    public void set(int slot, long price, long quantity, long remaining) {
        int at = slot << WORDS_SHIFT;
        words[at + REMAINING] = remaining;
        words[at + QUANTITY] = quantity;
        words[at + PRICE] = price;
    }

    private int freeSlot() {
        if (free != NONE) {
            int slot = free;
            free = IntPair.low(words[(slot << WORDS_SHIFT) + QUEUE]);
            return slot;
        }
        if (used << WORDS_SHIFT == words.length) {
            words = Arrays.copyOf(words, words.length * 2);
        }
        return used++;
    }

    /** Releases the slot of an order that is in no book; the slot is invalid afterwards. */
    public void giveBack(int slot) {
        if (has(slot, OrderFlags.EXTRA)) {
            extras.giveBack(tagOrExtra(slot));
        }
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

    /** Sets the price of an order outside the book; a book is sorted by prices. */
    public void price(int slot, long units) {
        words[(slot << WORDS_SHIFT) + PRICE] = units;
    }

    public void remaining(int slot, long units) {
        words[(slot << WORDS_SHIFT) + REMAINING] = units;
    }

    /** Returns the whole quantity after reductions. */
    public long quantity(int slot) {
        return words[(slot << WORDS_SHIFT) + QUANTITY];
    }

    /** Sets the quantity of an order outside the book of which nothing has traded. */
    public void resize(int slot, long units) {
        quantity(slot, units);
        remaining(slot, units);
    }

    void quantity(int slot, long units) {
        words[(slot << WORDS_SHIFT) + QUANTITY] = units;
    }

    public long price(int slot) {
        return words[(slot << WORDS_SHIFT) + PRICE];
    }

    /** Returns the part of the open quantity that the book shows. */
    public long shown(int slot) {
        return isIceberg(slot) ? extras.shown(tagOrExtra(slot)) : remaining(slot);
    }

    /** Makes an order outside the book an iceberg, which shows nothing yet. */
    public void display(int slot, long display) {
        extras.display(extend(slot), display);
        shown(slot, remaining(slot));
    }

    void shown(int slot, long units) {
        extras.shown(tagOrExtra(slot), units);
    }

    /** Returns true if the book shows only a part of the order at a time. */
    public boolean isIceberg(int slot) {
        return has(slot, OrderFlags.EXTRA) && extras.display(tagOrExtra(slot)) != 0;
    }

    public int accountMarket(int slot) {
        return IntPair.low(words[(slot << WORDS_SHIFT) + LEVEL_ACCOUNT_MARKET]);
    }

    public int market(int slot) {
        return (int) words[(slot << WORDS_SHIFT) + TAG_MARKET] & MARKET_MASK;
    }

    public Side side(int slot) {
        return isSell(slot) ? Side.SELL : Side.BUY;
    }

    public OrderPhase phase(int slot) {
        return OrderFlags.phase(flags(slot));
    }

    public void phase(int slot, OrderPhase phase) {
        flags(slot, OrderFlags.with(flags(slot), phase));
    }

    public SelfTradePrevention prevention(int slot) {
        return OrderFlags.prevention(flags(slot));
    }

    public boolean isPostOnly(int slot) {
        return has(slot, OrderFlags.POST_ONLY);
    }

    /** Returns true if an order that waits for its turn to take may not rest. */
    public boolean isImmediate(int slot) {
        return has(slot, OrderFlags.IMMEDIATE);
    }

    /** Returns true if the order's fills repay debts. */
    public boolean repays(int slot) {
        return has(slot, OrderFlags.REPAYS);
    }

    /** Lets the fills of an order repay debts, or not. */
    public void repays(int slot, boolean repays) {
        flags(slot, OrderFlags.repaying(flags(slot), repays));
    }

    /** Returns the effects on debts that a pending order has once it begins. */
    public DebtEffects effects(int slot) {
        return new DebtEffects(
                has(slot, OrderFlags.BORROWS), has(slot, OrderFlags.REPAYS), has(slot, OrderFlags.RETURNS));
    }

    /** Gives a pending order these effects once it begins. */
    public void effects(int slot, DebtEffects effects) {
        flags(slot, OrderFlags.with(flags(slot), effects));
    }

    /** Returns the request of an order that has an entry in extras. */
    public OrderRequest request(int slot) {
        return extras.request(extra(slot));
    }

    /** Returns true if the order is pending and its working order pays it: it sells what that one's fills bring. */
    public boolean isPaid(int slot) {
        return has(slot, OrderFlags.PAID);
    }

    /** Makes a pending order one that its working order pays, or no longer. */
    public void paid(int slot, boolean isPaid) {
        flags(slot, OrderFlags.paid(flags(slot), isPaid));
    }

    private boolean has(int slot, int flag) {
        return (words[(slot << WORDS_SHIFT) + TAG_MARKET] & (long) flag << FLAGS_SHIFT) != 0;
    }

    private int flags(int slot) {
        return (int) words[(slot << WORDS_SHIFT) + TAG_MARKET] >>> FLAGS_SHIFT;
    }

    private void flags(int slot, int flags) {
        int at = (slot << WORDS_SHIFT) + TAG_MARKET;
        words[at] = IntPair.of(IntPair.high(words[at]), flags << FLAGS_SHIFT | market(slot));
    }

    boolean isSell(int slot) {
        return has(slot, OrderFlags.SELL);
    }

    public int tag(int slot) {
        int stored = tagOrExtra(slot);
        return has(slot, OrderFlags.EXTRA) ? extras.tag(stored) : stored;
    }

    public void tag(int slot, int tag) {
        if (has(slot, OrderFlags.EXTRA)) {
            extras.tag(tagOrExtra(slot), tag);
        } else {
            tagOrExtra(slot, tag);
        }
    }

    private int tagOrExtra(int slot) {
        return IntPair.high(words[(slot << WORDS_SHIFT) + TAG_MARKET]);
    }

    private void tagOrExtra(int slot, int value) {
        int at = (slot << WORDS_SHIFT) + TAG_MARKET;
        words[at] = IntPair.of(value, IntPair.low(words[at]));
    }

    /** Returns the order's entry in {@link #extras}, or {@link OrderExtensions#NONE}. */
    public int extra(int slot) {
        return has(slot, OrderFlags.EXTRA) ? tagOrExtra(slot) : OrderExtensions.NONE;
    }

    /** Returns the order's entry in {@link #extras}, creating it if needed. */
    public int extend(int slot) {
        if (!has(slot, OrderFlags.EXTRA)) {
            int entry = extras.take(tagOrExtra(slot));
            tagOrExtra(slot, entry);
            flags(slot, flags(slot) | OrderFlags.EXTRA);
        }
        return tagOrExtra(slot);
    }

    int level(int slot) {
        return IntPair.high(words[(slot << WORDS_SHIFT) + LEVEL_ACCOUNT_MARKET]);
    }

    void level(int slot, int level) {
        int at = (slot << WORDS_SHIFT) + LEVEL_ACCOUNT_MARKET;
        words[at] = IntPair.of(level, IntPair.low(words[at]));
    }

    int next(int slot) {
        return IntPair.high(words[(slot << WORDS_SHIFT) + QUEUE]);
    }

    int previous(int slot) {
        return IntPair.low(words[(slot << WORDS_SHIFT) + QUEUE]);
    }

    void queue(int slot, int next, int previous) {
        words[(slot << WORDS_SHIFT) + QUEUE] = IntPair.of(next, previous);
    }

    void next(int slot, int next) {
        queue(slot, next, previous(slot));
    }

    void previous(int slot, int previous) {
        queue(slot, next(slot), previous);
    }

    /** Removes an order from between its neighbours of one queue; the caller updates the queue's head and tail. */
    void unlink(int slot) {
        int next = next(slot);
        int previous = previous(slot);
        if (previous != NONE) {
            next(previous, next);
        }
        if (next != NONE) {
            previous(next, previous);
        }
    }

    /** Returns the place that the account market set last. */
    public int accountMarketPlace(int slot) {
        return (int) words[(slot << WORDS_SHIFT) + ACCOUNT_MARKET_PLACE];
    }

    public void accountMarketPlace(int slot, int place) {
        words[(slot << WORDS_SHIFT) + ACCOUNT_MARKET_PLACE] = place;
    }
}
