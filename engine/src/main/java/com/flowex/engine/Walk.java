package com.flowex.engine;

import com.flowex.domain.Notional;
import com.flowex.domain.SelfTradePrevention;
import com.flowex.domain.Side;
import com.flowex.engine.book.Orders;
import com.flowex.engine.breaker.PriceWindow;
import java.math.BigInteger;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A look at what an order would do in the book now, part by part as {@link Matching} would: the same orders in the same turn,
 * icebergs' refreshed parts at the back of their price, prevention, band, breaker, fill limit. Nothing changes.
 */
final class Walk {

    /** Why a walk is over. */
    enum End {
        /** All of the quantity is dealt with, or all of the quote amount. */
        AMOUNT,
        /** The other side of the book has no more. */
        BOOK,
        /** The next order is beyond limit or band. */
        BOUND,
        FILL_LIMIT,
        /** The next order is its own side's, and that ends it. */
        OWN_ORDER,
        /** Its last trade would halt the market. */
        HALTED
    }

    /** Is told of the trades that an order would make, in their order. */
    @FunctionalInterface
    interface TradeSink {

        TradeSink NOBODY = (_, _, _) -> {};

        /**
         * One trade.
         *
         * @param maker slot of the resting order
         */
        void trade(int maker, long units, long quoteUnits);
    }

    private static final int NONE_LEFT = -1;

    private final ExchangeState state;
    private final Orders orders;
    private final Overdue overdue;

    private Side taker = Side.BUY;
    private SelfTradePrevention prevention = SelfTradePrevention.NONE;
    private int account;
    private long bound;

    /** Quantity that is missing, or quote units that are left, whichever the walk goes by. */
    private long left;

    private boolean isByQuote;
    private int fills;
    private int overdueMet;
    private @Nullable PriceWindow window;
    private long low;
    private long high;

    /** Icebergs of the price at hand that have more to show, in their turn: slot and what they have left. */
    private int[] hiding = new int[8];

    private long[] hidden = new long[8];
    private int hidingCount;

    private End end = End.AMOUNT;
    private long traded;
    private long taken;
    private long quote;

    /** Whether prevention took the last of the order. */
    private boolean isPreventedLast;

    private TradeSink sink = TradeSink.NOBODY;

    Walk(ExchangeState state, Overdue overdue) {
        this.state = state;
        this.overdue = overdue;
        this.orders = state.open.orders;
    }

    /** Walks until so much quantity is traded or prevented. */
    void byQuantity(Market market, int who, Side side, SelfTradePrevention mode, long worst, long quantity) {
        isByQuote = false;
        begin(market, who, side, mode, worst, quantity);
        go(market);
    }

    /** As {@link #byQuantity(Market, int, Side, SelfTradePrevention, long, long)}, telling of each trade on the way. */
    void byQuantity(
            Market market, int who, Side side, SelfTradePrevention mode, long worst, long quantity, TradeSink told) {
        sink = told;
        byQuantity(market, who, side, mode, worst, quantity);
        sink = TradeSink.NOBODY;
    }

    /** Walks until so much of the quote asset is used up. */
    void byQuote(Market market, int who, Side side, SelfTradePrevention mode, long worst, long quoteUnits) {
        isByQuote = true;
        begin(market, who, side, mode, worst, quoteUnits);
        go(market);
    }

    /** Why the walk was over. */
    End end() {
        return end;
    }

    /** Quantity that would trade. */
    long traded() {
        return traded;
    }

    /** Quantity that would trade or be prevented. */
    long taken() {
        return taken;
    }

    /** Quote units that would trade; of a walk by quote amount those that prevention would use up too. */
    long quote() {
        return quote;
    }

    /** Whether what the order met last was its own side's and took the last of it. */
    boolean isPreventedLast() {
        return isPreventedLast;
    }

    private void begin(Market market, int who, Side side, SelfTradePrevention mode, long worst, long amount) {
        account = who;
        taker = side;
        prevention = mode;
        bound = worst;
        left = amount;
        fills = 0;
        overdueMet = 0;
        traded = 0;
        taken = 0;
        quote = 0;
        isPreventedLast = false;
        window = market.window();
        if (window != null) {
            low = window.low(state.journal.timeNanos());
            high = window.high(state.journal.timeNanos());
        }
    }

    private void go(Market market) {
        int slot = market.book.front(taker.opposite());
        while (slot != NONE_LEFT) {
            if (left == 0) {
                end = End.AMOUNT;
                return;
            }
            if (slot == Orders.NONE) {
                end = End.BOOK;
                return;
            }
            if (!Taker.crosses(taker, bound, orders.price(slot))) {
                end = End.BOUND;
                return;
            }
            slot = level(market, slot);
        }
    }

    /**
     * Goes through all of one price.
     *
     * @return the first order of the next price, or {@link #NONE_LEFT} if the walk is over
     */
    private int level(Market market, int first) {
        long price = orders.price(first);
        hidingCount = 0;
        int slot = first;
        while (slot != Orders.NONE && orders.price(slot) == price) {
            if (!meet(market, slot, price)) {
                return NONE_LEFT;
            }
            slot = market.book.behind(slot);
        }
        return refreshed(market, price) ? slot : NONE_LEFT;
    }

    /** @return whether the walk goes on */
    private boolean meet(Market market, int slot, long price) {
        if (left > 0 && overdue.is(slot)) {
            return overdueMet++ < Overdue.MET_MAX || isOver(End.FILL_LIMIT);
        }
        long shown = orders.shown(slot);
        if (!part(market, slot, price, shown)) {
            return false;
        }
        long hides = orders.remaining(slot) - shown;
        if (hides > 0 && !isPassedOver(slot)) {
            hide(slot, hides);
        }
        return true;
    }

    private void hide(int slot, long units) {
        if (hidingCount == hiding.length) {
            hiding = Arrays.copyOf(hiding, hidingCount * 2);
            hidden = Arrays.copyOf(hidden, hidingCount * 2);
        }
        hiding[hidingCount] = slot;
        hidden[hidingCount++] = units;
    }

    /** The icebergs of a price, one part after the other: round and round, or at the second turn all that is left. */
    private boolean refreshed(Market market, long price) {
        while (hidingCount > 0) {
            int hidingStill = 0;
            for (int i = 0; i < hidingCount; i++) {
                int slot = hiding[i];
                long units = Math.min(orders.extras.display(orders.extra(slot)), hidden[i]);
                if (!part(market, slot, price, units)) {
                    return false;
                }
                if (hidden[i] > units && state.rules().hiddenPartsTradeAtOnce()) {
                    if (!part(market, slot, price, hidden[i] - units)) {
                        return false;
                    }
                } else if (hidden[i] > units) {
                    hiding[hidingStill] = slot;
                    hidden[hidingStill++] = hidden[i] - units;
                }
            }
            hidingCount = hidingStill;
        }
        return true;
    }

    /** @return whether the walk goes on */
    private boolean part(Market market, int slot, long price, long shown) {
        if (left == 0) {
            return isOver(End.AMOUNT);
        }
        if (fills == Matching.FILLS_MAX) {
            return isOver(End.FILL_LIMIT);
        }
        boolean isOwn = isOwn(slot);
        if (isOwn && prevention != SelfTradePrevention.EXPIRE_MAKER && prevention != SelfTradePrevention.DECREMENT) {
            return isOver(End.OWN_ORDER);
        }
        fills++;
        return isPassedOver(slot) || take(market, slot, price, shown, isOwn);
    }

    private boolean take(Market market, int slot, long price, long shown, boolean isOwn) {
        long units = isByQuote ? covered(market, price, shown) : Math.min(left, shown);
        long cost = Notional.roundedDown(price, units, market.conversion);
        left -= isByQuote ? cost : units;
        taken = sum(taken, units);
        if (!isOwn || isByQuote) {
            quote = Saturated.sum(quote, cost);
        }
        if (isByQuote && units < shown) {
            return isOver(End.AMOUNT);
        }
        if (isOwn) {
            isPreventedLast = left == 0;
            return true;
        }
        traded = sum(traded, units);
        sink.trade(slot, units, cost);
        return !halts(price) || isOver(left == 0 ? End.AMOUNT : End.HALTED);
    }

    /** Bids may come to more than a {@code long} holds: a tiny price buys much for nearly nothing. */
    private long sum(long a, long b) {
        return state.rules().walksDoNotWrap() ? Saturated.sum(a, b) : a + b;
    }

    private boolean isOver(End why) {
        end = why;
        return false;
    }

    private boolean isOwn(int slot) {
        return prevention != SelfTradePrevention.NONE
                && state.accounts.isOneOwner(account, state.open.desks.account(orders.desk(slot)));
    }

    private boolean isPassedOver(int slot) {
        return prevention == SelfTradePrevention.EXPIRE_MAKER && isOwn(slot);
    }

    private boolean halts(long price) {
        if (window == null) {
            return false;
        }
        low = low == 0 ? price : Math.min(low, price);
        high = Math.max(high, price);
        return window.halts(price, low, high);
    }

    /** All that is shown if what is left covers it, otherwise the most whole lots that it covers. */
    private long covered(Market market, long price, long shown) {
        Notional.Conversion conversion = market.conversion;
        if (Notional.roundedDown(price, shown, conversion) <= left) {
            return shown;
        }
        long most = conversion.multiplier() > 1
                ? left / conversion.multiplier() / price
                : belowNext(left, conversion.divisor(), price);
        return most - most % market.rules.lotUnits();
    }

    /** The most units u with price x u / divisor, rounded down, at most the amount: (amount + 1) x divisor > price x u. */
    private static long belowNext(long amount, long divisor, long price) {
        long low = (amount + 1) * divisor;
        if (Math.multiplyHigh(amount + 1, divisor) == 0 && low > 0) {
            return (low - 1) / price;
        }
        return BigInteger.valueOf(amount)
                .add(BigInteger.ONE)
                .multiply(BigInteger.valueOf(divisor))
                .subtract(BigInteger.ONE)
                .divide(BigInteger.valueOf(price))
                .longValueExact();
    }
}
