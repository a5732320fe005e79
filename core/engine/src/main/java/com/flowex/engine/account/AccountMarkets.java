package com.flowex.engine.account;

import com.flowex.domain.order.Side;
import com.flowex.engine.book.Orders;
import com.flowex.engine.layout.IntPair;
import com.flowex.engine.timers.Timers;
import java.util.Arrays;
import org.agrona.collections.Long2LongHashMap;

/**
 * Accounts in markets. An account market is one account in one market: its two balances, its open orders there and
 * the quantity that they buy. It is opened by the account's first accepted order or first timer in the market and stays.
 * An open order names its account market, so the settlement of a trade needs no look-up.
 */
public final class AccountMarkets {

    /** Number that means "no account market". */
    public static final int NONE = 0;

    private static final int WORDS_SHIFT = 3;
    private static final int ACCOUNT_MARKET = 0;
    /** Balances for the base and the quote asset. */
    private static final int BALANCES = 1;
    /** Number of its open orders. */
    private static final int COUNT = 2;
    /** Open quantity of its buys, in units of the base asset. */
    private static final int OPEN_BUYS = 3;
    /** The next market of the same account. */
    private static final int NEXT = 4;

    /** The part of the open buys that does not fit {@link #OPEN_BUYS}: the upper half of a sum of 128 bits. */
    private static final int OPEN_BUYS_HIGH = 5;

    /** Timer that cancels the account's orders in the market. */
    private static final int TIMER = 6;

    private static final int SIGN_SHIFT = Long.SIZE - 1;
    private static final int INITIAL_SIZE = 1 << 6;
    private static final int[] NO_ORDERS = {};
    private static final int ORDERS_AT_FIRST = 2;

    private final Orders orders;
    private final Long2LongHashMap accountMarkets = new Long2LongHashMap(1 << 10, 0.55f, NONE);
    private long[] words = new long[INITIAL_SIZE << WORDS_SHIFT];
    private int used = 1;
    private int timers;

    /**
     * Open orders by account market; each order knows its place in the list. Linked orders would instead read two unrelated cache
     * lines whenever one ends.
     */
    private int[][] lists = new int[INITIAL_SIZE][];

    private int[] firstAccountMarkets = new int[16];
    private int[] openOrders = new int[16];

    public AccountMarkets(Orders orders) {
        this.orders = orders;
    }

    /** Returns the number of an account in a market, or {@link #NONE}. */
    public int find(int account, int market) {
        return (int) accountMarkets.get(IntPair.of(account, market));
    }

    /** Opens an account market that is not open yet. */
    public int open(int account, int market, int baseBalance, int quoteBalance) {
        if (used << WORDS_SHIFT == words.length) {
            words = Arrays.copyOf(words, words.length * 2);
            lists = Arrays.copyOf(lists, lists.length * 2);
        }
        makeRoomFor(account);
        int accountMarket = used++;
        lists[accountMarket] = NO_ORDERS;
        int at = accountMarket << WORDS_SHIFT;
        words[at + ACCOUNT_MARKET] = IntPair.of(account, market);
        words[at + BALANCES] = IntPair.of(baseBalance, quoteBalance);
        words[at + NEXT] = firstAccountMarkets[account];
        firstAccountMarkets[account] = accountMarket;
        accountMarkets.put(words[at + ACCOUNT_MARKET], accountMarket);
        return accountMarket;
    }

    private void makeRoomFor(int account) {
        if (account >= firstAccountMarkets.length) {
            int length = Math.max(account + 1, firstAccountMarkets.length * 2);
            firstAccountMarkets = Arrays.copyOf(firstAccountMarkets, length);
            openOrders = Arrays.copyOf(openOrders, length);
        }
    }

    /** Returns the index of the account market's account. */
    public int account(int accountMarket) {
        return IntPair.high(words[(accountMarket << WORDS_SHIFT) + ACCOUNT_MARKET]);
    }

    /** Returns the index of the account market's market. */
    public int market(int accountMarket) {
        return IntPair.low(words[(accountMarket << WORDS_SHIFT) + ACCOUNT_MARKET]);
    }

    /** Returns the account's balance that an order of this side spends. */
    public int balance(int accountMarket, Side side) {
        return side == Side.BUY ? quoteBalance(accountMarket) : baseBalance(accountMarket);
    }

    /** Returns the account's balance for the market's base asset. */
    public int baseBalance(int accountMarket) {
        return IntPair.high(words[(accountMarket << WORDS_SHIFT) + BALANCES]);
    }

    /** Returns the account's balance for the market's quote asset. */
    public int quoteBalance(int accountMarket) {
        return IntPair.low(words[(accountMarket << WORDS_SHIFT) + BALANCES]);
    }

    /** Returns the number of the account market's open orders. */
    public int count(int accountMarket) {
        return (int) words[(accountMarket << WORDS_SHIFT) + COUNT];
    }

    /** Returns the number of an account's open orders in all markets. */
    public int countOf(int account) {
        return account < openOrders.length ? openOrders[account] : 0;
    }

    /** Returns the open quantity of the account market's buys; by rules of version 1 it wrapped on overflow. */
    public long openBuys(int accountMarket) {
        return words[(accountMarket << WORDS_SHIFT) + OPEN_BUYS];
    }

    /** @param units units to add; may be negative */
    public void addOpenBuys(int accountMarket, long units) {
        int at = accountMarket << WORDS_SHIFT;
        long before = words[at + OPEN_BUYS];
        long after = before + units;
        long carry = Long.compareUnsigned(after, before) < 0 ? 1 : 0;
        words[at + OPEN_BUYS] = after;
        words[at + OPEN_BUYS_HIGH] += (units >> SIGN_SHIFT) + carry;
    }

    /**
     * Returns true if the open quantity of the account market's buys fits a {@code long} after adding {@code more}, which may be
     * negative.
     */
    public boolean openBuysFitWith(int accountMarket, long more) {
        int at = accountMarket << WORDS_SHIFT;
        long sum = words[at + OPEN_BUYS] + more;
        long carry = Long.compareUnsigned(sum, more) < 0 ? 1 : 0;
        return words[at + OPEN_BUYS_HIGH] + (more >> SIGN_SHIFT) + carry == 0 && sum >= 0;
    }

    /**
     * Returns the timer that cancels the account's orders in the market; {@link Timers#NONE} if none runs.
     */
    public int timer(int accountMarket) {
        return (int) words[(accountMarket << WORDS_SHIFT) + TIMER];
    }

    /** Sets the timer of an account market. */
    public void timer(int accountMarket, int timer) {
        timers += (timer == Timers.NONE ? 0 : 1) - (timer(accountMarket) == Timers.NONE ? 0 : 1);
        words[(accountMarket << WORDS_SHIFT) + TIMER] = timer;
    }

    /** Returns true if the timer of any account market runs. */
    public boolean haveTimers() {
        return timers > 0;
    }

    /** Returns one of the markets of an account, or {@link #NONE}. */
    public int firstOf(int account) {
        return account < firstAccountMarkets.length ? firstAccountMarkets[account] : NONE;
    }

    /** Returns another market of the same account, or {@link #NONE}. */
    public int next(int accountMarket) {
        return (int) words[(accountMarket << WORDS_SHIFT) + NEXT];
    }

    /**
     * Returns one of the account market's open orders.
     *
     * @param place place below {@link #count}. The order of places is arbitrary and changes when an order ends
     */
    public int order(int accountMarket, int place) {
        return lists[accountMarket][place];
    }

    /** Adds an order, open from now on, to the account market that it names. */
    public void add(int slot) {
        int accountMarket = orders.accountMarket(slot);
        int place = count(accountMarket);
        if (place == lists[accountMarket].length) {
            lists[accountMarket] = Arrays.copyOf(lists[accountMarket], Math.max(ORDERS_AT_FIRST, place * 2));
        }
        lists[accountMarket][place] = slot;
        orders.accountMarketPlace(slot, place);
        count(accountMarket, 1);
    }

    /** Removes an order that ends and whose slot is still in use. The last order of the list takes its place. */
    public void remove(int slot) {
        int accountMarket = orders.accountMarket(slot);
        int[] list = lists[accountMarket];
        int place = orders.accountMarketPlace(slot);
        int last = list[count(accountMarket) - 1];
        list[place] = last;
        orders.accountMarketPlace(last, place);
        count(accountMarket, -1);
        if (list.length > ORDERS_AT_FIRST && count(accountMarket) * 4 <= list.length) {
            lists[accountMarket] = Arrays.copyOf(list, list.length / 2);
        }
    }

    private void count(int accountMarket, int more) {
        words[(accountMarket << WORDS_SHIFT) + COUNT] += more;
        openOrders[account(accountMarket)] += more;
    }
}
