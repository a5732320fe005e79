package com.flowex.engine.match;

import com.flowex.domain.market.Notional;
import com.flowex.domain.order.OrderRequest;
import com.flowex.domain.order.OrderTerms;
import com.flowex.domain.order.SelfTradePrevention;
import com.flowex.domain.order.Side;
import com.flowex.engine.book.Orders;
import com.flowex.engine.end.OverdueOrders;
import com.flowex.engine.market.Market;
import com.flowex.engine.market.PriceWindow;
import com.flowex.engine.risk.MarketChecks;
import com.flowex.engine.risk.PriceBand;
import com.flowex.engine.state.ExchangeState;
import com.flowex.engine.state.SaturatingMath;
import java.math.BigInteger;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Planner of an order's matches in the book: best price first, then oldest. It covers icebergs, whose refreshed parts
 * are at the back of their price, self-trade prevention, limits of positions, price band, circuit breaker and fill
 * limit. No other class has rules of matching. Nothing changes but the plan.
 */
public final class MatchPlanner {

    private static final int OVER = -1;

    private final ExchangeState state;
    private final Orders orders;
    private final OverdueOrders overdue;
    private final PriceBand priceBand;
    private final PlannedBids bids;
    private final MatchPlan plan = new MatchPlan();

    private Side taker = Side.BUY;
    private SelfTradePrevention prevention = SelfTradePrevention.NONE;
    private int account;
    private long bound;

    /** Open quantity of the order, or its remaining quote units if it names an amount. */
    private long left;

    private boolean isByQuote;
    private int fills;
    private int ended;
    private @Nullable PriceWindow window;
    private long low;
    private long high;

    /**
     * Icebergs of the current price with hidden quantity, in order of their turn: slot here, hidden quantity in
     * {@code hidden}.
     */
    private int[] hiding = new int[8];

    private long[] hidden = new long[8];
    private int hidingCount;

    /** Least base units of a trade at the current price; fewer are worth less than one quote unit. */
    private long leastPayable;

    private MatchPlan.PlanEnd end = MatchPlan.PlanEnd.AMOUNT;
    private long traded;
    private long taken;
    private long quoteTraded;
    private long quoteTaken;

    public MatchPlanner(ExchangeState state, OverdueOrders overdue, MarketChecks checks) {
        this.state = state;
        this.overdue = overdue;
        this.priceBand = checks.band();
        this.bids = new PlannedBids(state, checks.positions());
        this.orders = state.open.orders;
    }

    /**
     * Returns the plan of a new order. It is empty for an order that waits for a trigger, is executed in slices or is
     * post-only.
     *
     * @param who index of the order's account
     */
    public MatchPlan of(OrderRequest order, int who, Market market) {
        Side side = order.side();
        SelfTradePrevention mode = order.selfTradePrevention();
        long quantity = order.quantity().units();
        return switch (order.terms()) {
            case OrderTerms.Limit limit ->
                limit.postOnly()
                        ? nothing()
                        : byQuantity(market, who, side, mode, limit.price().units(), quantity);
            case OrderTerms.Market _ -> byQuantity(market, who, side, mode, priceBand.band(market, side), quantity);
            case OrderTerms.MarketByQuote(var quoteUnits) ->
                byQuote(market, who, side, mode, priceBand.band(market, side), quoteUnits);
            case OrderTerms.Conditional _, OrderTerms.Twap _ -> nothing();
        };
    }

    /** Returns the empty plan of an order that does not go through the book now. */
    public MatchPlan nothing() {
        plan.clear();
        return plan;
    }

    /** Returns the plan of an order until a quantity is traded or prevented. */
    public MatchPlan byQuantity(
            Market market, int who, Side side, SelfTradePrevention mode, long worst, long quantity) {
        isByQuote = false;
        go(market, who, side, mode, worst, quantity);
        plan.end(end, end == MatchPlan.PlanEnd.AMOUNT);
        return plan;
    }

    /**
     * Returns the plan of an order until an amount of the quote asset is used up. It equals the plan of the quantity
     * that the amount covers.
     */
    public MatchPlan byQuote(Market market, int who, Side side, SelfTradePrevention mode, long worst, long quoteUnits) {
        isByQuote = true;
        go(market, who, side, mode, worst, quoteUnits);
        plan.end(end, true);
        cutToQuantity(market);
        return plan;
    }

    /**
     * Cuts the plan off at the quantity taken. The parts can exceed that quantity, because a sum that does not fit a
     * {@code long} is smaller than its parts.
     */
    private void cutToQuantity(Market market) {
        long open = taken;
        int part = 0;
        for (; part < plan.count() && open > 0; part++) {
            if (plan.units(part) > open) {
                plan.shrink(part, open, costOf(market, orders.price(plan.maker(part)), open));
            }
            open -= plan.units(part);
        }
        plan.cutTo(part);
    }

    private void go(Market market, int who, Side side, SelfTradePrevention mode, long worst, long amount) {
        plan.clear();
        taker = side;
        bound = worst;
        left = amount;
        int slot = market.book.front(side.opposite());
        if (!reaches(slot)) {
            return;
        }
        account = who;
        prevention = mode.effect();
        begin(market);
        do {
            slot = level(market, slot);
        } while (slot != OVER && reaches(slot));
        plan.sums(traded, taken, quoteTraded, quoteTaken);
    }

    private void begin(Market market) {
        fills = 0;
        ended = 0;
        traded = 0;
        taken = 0;
        quoteTraded = 0;
        quoteTaken = 0;
        bids.begin(market, taker, account);
        window = market.window();
        if (window != null) {
            low = window.low(state.journal.timeNanos());
            high = window.high(state.journal.timeNanos());
        }
    }

    private boolean reaches(int slot) {
        if (left == 0) {
            return isOver(MatchPlan.PlanEnd.AMOUNT);
        }
        if (slot == Orders.NONE) {
            return isOver(MatchPlan.PlanEnd.BOOK);
        }
        return PriceBand.crosses(taker, bound, orders.price(slot)) || isOver(MatchPlan.PlanEnd.BOUND);
    }

    /**
     * Plans the orders of one price.
     *
     * @return the first order of the next price, or {@link #OVER} if the plan is complete
     */
    private int level(Market market, int first) {
        long price = orders.price(first);
        hidingCount = 0;
        leastPayable = leastPayable(market, price);
        int slot = first;
        while (slot != Orders.NONE && orders.price(slot) == price) {
            if (!meet(market, slot, price)) {
                return OVER;
            }
            slot = market.book.behind(slot);
        }
        return hidingCount == 0 || refreshed(market, price) ? slot : OVER;
    }

    private long leastPayable(Market market, long price) {
        boolean mayComeToNothing = taker == Side.SELL && state.rules().everyFillIsPaid();
        return mayComeToNothing ? Notional.leastPayable(price, market.conversion) : 0;
    }

    /** @return true if the plan is not complete yet */
    private boolean meet(Market market, int slot, long price) {
        if (overdue.is(slot)) {
            return withoutFill(MatchPlan.Kind.OVERDUE, slot);
        }
        boolean isOwn = isOwn(slot);
        if (!isOwn && !bids.add(market, slot)) {
            return withoutFill(MatchPlan.Kind.ABOVE_POSITION_LIMIT, slot);
        }
        long shown = orders.shown(slot);
        if (!isOwn && shown < leastPayable) {
            return meetUnpayable(slot);
        }
        if (fills++ == MatchPlan.FILLS_MAX) {
            return isOver(MatchPlan.PlanEnd.FILL_LIMIT);
        }
        if (isOwn && prevention != SelfTradePrevention.DECREMENT) {
            return meetOwn(slot);
        }
        if (!take(market, slot, price, shown, isOwn, false)) {
            return false;
        }
        long hides = orders.remaining(slot) - shown;
        if (hides > 0) {
            hide(slot, hides);
        }
        return true;
    }

    /**
     * Plans an order that shows too little to be paid for. An order whose rest cannot be paid for ends; an iceberg
     * shows its next part, behind the others of its price.
     */
    private boolean meetUnpayable(int slot) {
        long remaining = orders.remaining(slot);
        if (remaining < leastPayable) {
            return withoutFill(MatchPlan.Kind.UNPAYABLE, slot);
        }
        hide(slot, remaining);
        return withoutFill(MatchPlan.Kind.REFRESH, slot);
    }

    private boolean withoutFill(MatchPlan.Kind kind, int slot) {
        if (ended++ == MatchPlan.ENDED_MAX) {
            return isOver(MatchPlan.PlanEnd.FILL_LIMIT);
        }
        plan.add(kind, slot);
        return true;
    }

    private boolean meetOwn(int slot) {
        if (prevention == SelfTradePrevention.EXPIRE_MAKER) {
            plan.add(MatchPlan.Kind.PASS, slot);
            return true;
        }
        plan.add(MatchPlan.Kind.STOP, slot);
        return isOver(MatchPlan.PlanEnd.OWN_ORDER);
    }

    private boolean isOwn(int slot) {
        return prevention != SelfTradePrevention.NONE && state.accounts.isOneOwner(account, state.open.account(slot));
    }

    private void hide(int slot, long units) {
        if (hidingCount == hiding.length) {
            hiding = Arrays.copyOf(hiding, hidingCount * 2);
            hidden = Arrays.copyOf(hidden, hidingCount * 2);
        }
        hiding[hidingCount] = slot;
        hidden[hidingCount++] = units;
    }

    /**
     * Plans the icebergs of a price, one part after the other: in repeated rounds, or with all hidden quantity at the
     * second turn.
     */
    private boolean refreshed(Market market, long price) {
        while (hidingCount > 0) {
            int hidingStill = 0;
            for (int i = 0; i < hidingCount; i++) {
                int slot = hiding[i];
                long display = Math.max(orders.extras.display(orders.extra(slot)), market.leastShown(leastPayable));
                long units = Math.min(display, hidden[i]);
                if (!takeAgain(market, slot, price, units)) {
                    return false;
                }
                if (hidden[i] > units && state.rules().hiddenPartsTradeAtOnce()) {
                    if (!takeAgain(market, slot, price, hidden[i] - units)) {
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

    private boolean takeAgain(Market market, int slot, long price, long shown) {
        boolean isOwn = isOwn(slot);
        if (!isOwn && shown < leastPayable) {
            return withoutFill(MatchPlan.Kind.UNPAYABLE, slot);
        }
        return fills++ == MatchPlan.FILLS_MAX
                ? isOver(MatchPlan.PlanEnd.FILL_LIMIT)
                : take(market, slot, price, shown, isOwn, state.rules().hiddenPartsTradeAtOnce());
    }

    /** @return true if the plan is not complete yet */
    private boolean take(Market market, int slot, long price, long shown, boolean isOwn, boolean staysInPlace) {
        long units = isByQuote ? covered(market, price, shown) : Math.min(left, shown);
        if (!isOwn && units < leastPayable) {
            return isOver(isByQuote ? MatchPlan.PlanEnd.AMOUNT : MatchPlan.PlanEnd.UNPAYABLE);
        }
        long cost = costOf(market, price, units);
        left -= isByQuote ? cost : units;
        taken = sum(taken, units);
        quoteTaken = SaturatingMath.sum(quoteTaken, cost);
        if (!isOwn) {
            traded = sum(traded, units);
            quoteTraded = SaturatingMath.sum(quoteTraded, cost);
        }
        plan.add(isOwn ? MatchPlan.Kind.DECREMENT : MatchPlan.Kind.TRADE, slot, units, cost, staysInPlace && left > 0);
        if (left == 0 || units < shown) {
            return isOver(MatchPlan.PlanEnd.AMOUNT);
        }
        return isOwn || !halts(price) || isOver(MatchPlan.PlanEnd.HALTED);
    }

    private boolean roundsUp() {
        return taker == Side.BUY && state.rules().fillsRoundAgainstTakers();
    }

    /** Quote units of a fill, against the taker. */
    private long costOf(Market market, long price, long units) {
        return roundsUp()
                ? Notional.roundedUp(price, units, market.conversion)
                : Notional.roundedDown(price, units, market.conversion);
    }

    /**
     * Returns a sum. The sum of bids may exceed a {@code long}, since a tiny price buys a large quantity for little.
     */
    private long sum(long a, long b) {
        return state.rules().walksDoNotWrap() ? SaturatingMath.sum(a, b) : a + b;
    }

    private boolean isOver(MatchPlan.PlanEnd why) {
        end = why;
        return false;
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
        if (costOf(market, price, shown) <= left) {
            return shown;
        }
        long most = conversion.multiplier() > 1
                ? left / conversion.multiplier() / price
                : most(left, conversion.divisor(), roundsUp() ? 0 : conversion.divisor() - 1, price);
        return most - most % market.rules.lotUnits();
    }

    /**
     * Returns the most units u with {@code price x u <= amount x divisor + rest}. A rest of 0 keeps the notional rounded up
     * within the amount, a rest of {@code divisor - 1} keeps it rounded down.
     */
    private static long most(long amount, long divisor, long rest, long price) {
        long product = amount * divisor;
        if (Math.multiplyHigh(amount, divisor) == 0 && product >= 0 && product + rest >= 0) {
            return (product + rest) / price;
        }
        return BigInteger.valueOf(amount)
                .multiply(BigInteger.valueOf(divisor))
                .add(BigInteger.valueOf(rest))
                .divide(BigInteger.valueOf(price))
                .longValueExact();
    }
}
