package com.flowex.engine.match;

import com.flowex.domain.event.OrderExpired;
import com.flowex.domain.event.OrderRested;
import com.flowex.domain.order.CancelReason;
import com.flowex.domain.order.ExpiryReason;
import com.flowex.domain.order.OrderRequest;
import com.flowex.domain.order.OrderTerms;
import com.flowex.domain.order.Side;
import com.flowex.domain.order.TimeInForce;
import com.flowex.domain.value.OrderId;
import com.flowex.domain.value.Quantity;
import com.flowex.engine.book.OrderFlags;
import com.flowex.engine.book.OrderPhase;
import com.flowex.engine.book.Orders;
import com.flowex.engine.end.OrderTermination;
import com.flowex.engine.market.Market;
import com.flowex.engine.risk.OrderFields;
import com.flowex.engine.state.ExchangeState;
import com.flowex.engine.state.Invariant;
import com.flowex.engine.state.OpenOrders;
import com.flowex.engine.timers.Timers;

/** Execution of an order in the book: it trades, then its rest joins the book or expires. */
public final class BookExecution {

    private final ExchangeState state;
    private final OpenOrders open;
    private final MatchExecution matching;
    private final OrderTermination ends;

    public BookExecution(ExchangeState state, MatchExecution matching, OrderTermination ends) {
        this.state = state;
        this.open = state.open;
        this.matching = matching;
        this.ends = ends;
    }

    /**
     * Returns true if an arriving order with this plan takes later, because another order of the market is not through
     * with the book.
     */
    public static boolean mustWait(Market market, MatchPlan plan) {
        return market.isTaking() && plan.takes();
    }

    /** Returns true if an arriving order with this plan expires at once and trades nothing: it is fill-or-kill. */
    public static boolean expiresUnfilled(OrderRequest order, Market market, MatchPlan plan) {
        return isFillOrKill(order.terms())
                && (mustWait(market, plan) || plan.traded() < order.quantity().units());
    }

    /** Sends an arriving order that is not stored anywhere through the book, or lets it wait for its turn. */
    public void enter(Market market, Taker taker, MatchPlan plan) {
        if (!mustWait(market, plan)) {
            run(market, taker, plan);
        } else if (isFillOrKill(taker.terms)) {
            expire(market, taker, ExpiryReason.FILL_OR_KILL);
        } else {
            waitToTake(market, taker, (OrderTerms.Limit) taker.terms, false);
        }
    }

    /**
     * Decides on the order that waits until another is filled, after the other has acted.
     *
     * @param working order that is to be filled
     * @param pending slot of the order that waits for it
     * @param isFilled true if the working order has traded all of its quantity
     * @param losesSome true if prevention took a part of it, so that it will not trade all of its quantity
     */
    public void follow(Market market, OrderId working, int pending, boolean isFilled, boolean losesSome) {
        int slot = open.find(working.value());
        if (isFilled) {
            open.letStart(market, pending);
        } else if (slot == Orders.NONE || losesSome) {
            ends.cancel(pending, CancelReason.OTHER_LEG);
        } else {
            open.link(slot, pending);
        }
    }

    /** Sends an order whose turn it is, and that is not stored anywhere, through the book. */
    public void run(Market market, Taker taker, MatchPlan plan) {
        if (isFillOrKill(taker.terms) && plan.traded() < taker.open) {
            expire(market, taker, ExpiryReason.FILL_OR_KILL);
            return;
        }
        matching.carryOut(market, taker, plan);
        if (taker.isEnded) {
            close(taker);
        } else if (taker.open > 0) {
            restOrExpire(market, taker, plan.end());
        } else if (taker.terms instanceof OrderTerms.MarketByQuote && plan.end() != MatchPlan.PlanEnd.AMOUNT) {
            expire(market, taker, reasonOf(plan.end()));
        } else {
            close(taker);
        }
        Invariant.check(market.isMatched(), "the best bid is below the best ask");
    }

    private static boolean isFillOrKill(OrderTerms terms) {
        return terms instanceof OrderTerms.Limit limit && limit.timeInForce() == TimeInForce.FOK;
    }

    /** Returns the reason why an order ends that may not rest and has not reached its whole amount. */
    public static ExpiryReason reasonOf(MatchPlan.PlanEnd end) {
        return switch (end) {
            case AMOUNT, BOOK -> ExpiryReason.NO_LIQUIDITY;
            case BOUND -> ExpiryReason.PRICE_BAND;
            case FILL_LIMIT -> ExpiryReason.FILL_LIMIT;
            case OWN_ORDER -> ExpiryReason.SELF_TRADE_PREVENTED;
            case HALTED -> ExpiryReason.CIRCUIT_BREAKER;
            case UNPAYABLE -> ExpiryReason.UNPAYABLE_REST;
        };
    }

    private void restOrExpire(Market market, Taker taker, MatchPlan.PlanEnd end) {
        if (end == MatchPlan.PlanEnd.FILL_LIMIT
                && taker.terms instanceof OrderTerms.Limit limit
                && state.rules().limitOrdersGoOn()) {
            waitToTake(market, taker, limit, true);
            return;
        }
        boolean isStopped = end == MatchPlan.PlanEnd.HALTED
                || end == MatchPlan.PlanEnd.FILL_LIMIT
                || end == MatchPlan.PlanEnd.UNPAYABLE;
        if (isStopped || !(taker.terms instanceof OrderTerms.Limit limit)) {
            expire(market, taker, reasonOf(end));
        } else if (limit.mayRest()) {
            rest(market, taker, limit);
        } else {
            expire(market, taker, ExpiryReason.IMMEDIATE_OR_CANCEL);
        }
    }

    private void waitToTake(Market market, Taker taker, OrderTerms.Limit limit, boolean isFirst) {
        int flags = OrderFlags.ofTaking(taker.side, taker.prevention, limit.mayRest());
        state.waiting.waitToTake(market, slotOf(market, taker, limit, flags), limit, isFirst);
    }

    private int slotOf(Market market, Taker taker, OrderTerms.Limit limit, int flags) {
        int all = OrderFlags.repaying(flags, taker.repays);
        int slot = open.take(market, taker.id.value(), taker.accountMarket, taker.entry, all);
        state.open.orders.set(slot, limit.price().units(), taker.quantity, taker.open);
        return slot;
    }

    /**
     * Puts the open part of an order into the book.
     *
     * @return the order's slot
     */
    public int rest(Market market, Taker taker, OrderTerms.Limit limit) {
        int flags = OrderFlags.of(taker.side, OrderPhase.RESTS, taker.prevention, limit.postOnly());
        int slot = slotOf(market, taker, limit, flags);
        open.rest(market, slot);
        Quantity remaining = new Quantity(taker.open);
        Quantity shown = remaining;
        if (limit.isIceberg()) {
            shown = new Quantity(Math.min(limit.display().units(), taker.open));
            market.book.show(slot, limit.display().units(), shown.units());
        }
        if (limit.expiresNanos() != 0) {
            open.time(slot, limit.expiresNanos(), Timers.Kind.GOOD_TILL_DATE);
        }
        state.journal.emit(
                new OrderRested(taker.id, market.instrument.id(), taker.side, limit.price(), remaining, shown));
        return slot;
    }

    /** Expires an order that is not stored anywhere, with its open quantity. */
    public void expire(Market market, Taker taker, ExpiryReason reason) {
        ends.report(new OrderExpired(
                taker.id,
                taker.account,
                market.instrument.id(),
                taker.side,
                null,
                new Quantity(taker.remaining()),
                Quantity.ZERO,
                reason));
        if (!open.returns.isEmpty()) {
            int account = open.accountMarkets.account(taker.accountMarket);
            open.returns.ended(taker.id.value(), account, market.heldAsset(taker.side), unusedBy(market, taker));
        }
        close(taker);
    }

    /**
     * Returns the units that an order needs for its open quantity, or held for it while it waited; those of another purchase
     * at any price are not known.
     */
    private static long unusedBy(Market market, Taker taker) {
        long limit = OrderFields.limitPrice(taker.terms);
        long price = limit == 0 ? taker.heldPrice : limit;
        return taker.side == Side.BUY && price == 0 ? 0 : market.need(taker.side, price, taker.remaining());
    }

    private void close(Taker taker) {
        open.returns.forget(taker.id.value());
        state.ids.close(taker.entry, open.accountMarkets.account(taker.accountMarket), state.journal.timeNanos());
    }
}
