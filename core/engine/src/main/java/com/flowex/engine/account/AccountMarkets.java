package com.flowex.engine.account;

import com.flowex.engine.book.Orders;
import com.flowex.engine.layout.IntPair;
import java.util.Arrays;
import org.agrona.collections.Long2LongHashMap;

/**
 * The accounts' positions in markets. A desk is one account in one market: its two purses, its open orders there and
 * the quantity that they buy. It is opened by the account's first accepted order in the market and stays. An open order
 * names its desk, so the settlement of a trade needs no look-up.
 */
public final class AccountMarkets {

    /** Number that means "no desk". */
    public static final int NONE = 0;

    private static final int WORDS_SHIFT = 3;
    private static final int ACCOUNT_MARKET = 0;
    /** Purses for the base and the quote asset. */
    private static final int PURSES = 1;
    /** Number of its open orders. */
    private static final int COUNT = 2;
    /** Open quantity of its buys, in units of the base asset. */
    private static final int OPEN_BUYS = 3;
    /** The next desk of the same account. */
    private static final int NEXT = 4;

    /** The part of the open buys that does not fit {@link #OPEN_BUYS}: the upper half of a sum of 128 bits. */
    private static final int OPEN_BUYS_HIGH = 5;

    private static final int SIGN_SHIFT = Long.SIZE - 1;
    private static final int DESKS_AT_FIRST = 1 << 6;
    private static final int[] NO_ORDERS = {};
    private static final int ORDERS_AT_FIRST = 2;

    private final Orders orders;
    private final Long2LongHashMap desks = new Long2LongHashMap(1 << 10, 0.55f, NONE);
    private long[] words = new long[DESKS_AT_FIRST << WORDS_SHIFT];
    private int used = 1;

    /**
     * Open orders by desk; each order knows its place in the list. Linked orders would instead read two unrelated cache
     * lines whenever one ends.
     */
    private int[][] lists = new int[DESKS_AT_FIRST][];

    private int[] firstDesks = new int[16];
    private int[] openOrders = new int[16];

    public AccountMarkets(Orders orders) {
        this.orders = orders;
    }

    /** Returns the desk of an account in a market, or {@link #NONE}. */
    public int find(int account, int market) {
        return (int) desks.get(IntPair.of(account, market));
    }

    /** Opens a desk that is not open yet. */
    public int open(int account, int market, int basePurse, int quotePurse) {
        if (used << WORDS_SHIFT == words.length) {
            words = Arrays.copyOf(words, words.length * 2);
            lists = Arrays.copyOf(lists, lists.length * 2);
        }
        makeRoomFor(account);
        int desk = used++;
        lists[desk] = NO_ORDERS;
        int at = desk << WORDS_SHIFT;
        words[at + ACCOUNT_MARKET] = IntPair.of(account, market);
        words[at + PURSES] = IntPair.of(basePurse, quotePurse);
        words[at + NEXT] = firstDesks[account];
        firstDesks[account] = desk;
        desks.put(words[at + ACCOUNT_MARKET], desk);
        return desk;
    }

    private void makeRoomFor(int account) {
        if (account >= firstDesks.length) {
            int length = Math.max(account + 1, firstDesks.length * 2);
            firstDesks = Arrays.copyOf(firstDesks, length);
            openOrders = Arrays.copyOf(openOrders, length);
        }
    }

    /** Returns the index of the desk's account. */
    public int account(int desk) {
        return IntPair.high(words[(desk << WORDS_SHIFT) + ACCOUNT_MARKET]);
    }

    /** Returns the index of the desk's market. */
    public int market(int desk) {
        return IntPair.low(words[(desk << WORDS_SHIFT) + ACCOUNT_MARKET]);
    }

    /** Returns the account's purse for the market's base asset. */
    public int basePurse(int desk) {
        return IntPair.high(words[(desk << WORDS_SHIFT) + PURSES]);
    }

    /** Returns the account's purse for the market's quote asset. */
    public int quotePurse(int desk) {
        return IntPair.low(words[(desk << WORDS_SHIFT) + PURSES]);
    }

    /** Returns the number of the desk's open orders. */
    public int count(int desk) {
        return (int) words[(desk << WORDS_SHIFT) + COUNT];
    }

    /** Returns the number of an account's open orders in all markets. */
    public int countOf(int account) {
        return account < openOrders.length ? openOrders[account] : 0;
    }

    /** Returns the open quantity of the desk's buys; by rules of version 1 it wrapped on overflow. */
    public long openBuys(int desk) {
        return words[(desk << WORDS_SHIFT) + OPEN_BUYS];
    }

    /** @param units units to add; may be negative */
    public void addOpenBuys(int desk, long units) {
        int at = desk << WORDS_SHIFT;
        long before = words[at + OPEN_BUYS];
        long after = before + units;
        long carry = Long.compareUnsigned(after, before) < 0 ? 1 : 0;
        words[at + OPEN_BUYS] = after;
        words[at + OPEN_BUYS_HIGH] += (units >> SIGN_SHIFT) + carry;
    }

    /**
     * Returns true if the open quantity of the desk's buys fits a {@code long} after adding {@code more}, which may be
     * negative.
     */
    public boolean openBuysFitWith(int desk, long more) {
        int at = desk << WORDS_SHIFT;
        long sum = words[at + OPEN_BUYS] + more;
        long carry = Long.compareUnsigned(sum, more) < 0 ? 1 : 0;
        return words[at + OPEN_BUYS_HIGH] + (more >> SIGN_SHIFT) + carry == 0 && sum >= 0;
    }

    /** Returns one of an account's desks, or {@link #NONE}. */
    public int firstOf(int account) {
        return account < firstDesks.length ? firstDesks[account] : NONE;
    }

    /** Returns another desk of the same account, or {@link #NONE}. */
    public int next(int desk) {
        return (int) words[(desk << WORDS_SHIFT) + NEXT];
    }

    /**
     * Returns one of the desk's open orders.
     *
     * @param place place below {@link #count}. The order of places is arbitrary and changes when an order ends
     */
    public int order(int desk, int place) {
        return lists[desk][place];
    }

    /** Adds an order, open from now on, to the desk that it names. */
    public void add(int slot) {
        int desk = orders.desk(slot);
        int place = count(desk);
        if (place == lists[desk].length) {
            lists[desk] = Arrays.copyOf(lists[desk], Math.max(ORDERS_AT_FIRST, place * 2));
        }
        lists[desk][place] = slot;
        orders.deskPlace(slot, place);
        count(desk, 1);
    }

    /** Removes an order that ends and whose slot is still in use. The last order of the list takes its place. */
    public void remove(int slot) {
        int desk = orders.desk(slot);
        int[] list = lists[desk];
        int place = orders.deskPlace(slot);
        int last = list[count(desk) - 1];
        list[place] = last;
        orders.deskPlace(last, place);
        count(desk, -1);
        if (list.length > ORDERS_AT_FIRST && count(desk) * 4 <= list.length) {
            lists[desk] = Arrays.copyOf(list, list.length / 2);
        }
    }

    private void count(int desk, int more) {
        words[(desk << WORDS_SHIFT) + COUNT] += more;
        openOrders[account(desk)] += more;
    }
}
