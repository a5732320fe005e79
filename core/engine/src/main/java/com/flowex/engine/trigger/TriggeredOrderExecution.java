package com.flowex.engine.trigger;

import com.flowex.domain.RejectReason;
import com.flowex.domain.order.ExpiryReason;
import com.flowex.domain.order.OrderRequest;
import com.flowex.domain.order.OrderTerms;
import com.flowex.domain.order.Side;
import com.flowex.domain.value.Price;
import com.flowex.engine.book.OrderPhase;
import com.flowex.engine.book.Orders;
import com.flowex.engine.conditional.OffBookOrders;
import com.flowex.engine.end.OrderTermination;
import com.flowex.engine.end.OverdueOrders;
import com.flowex.engine.market.Market;
import com.flowex.engine.match.BookExecution;
import com.flowex.engine.match.MatchPlan;
import com.flowex.engine.match.MatchPlanner;
import com.flowex.engine.match.Matching;
import com.flowex.engine.match.Taker;
import com.flowex.engine.risk.MarketChecks;
import com.flowex.engine.risk.PositionLimits;
import com.flowex.engine.risk.PriceBand;
import com.flowex.engine.risk.RiskChecks;
import com.flowex.engine.state.ExchangeState;
import com.flowex.engine.state.OpenOrders;
import com.flowex.engine.state.RestingTerms;
import org.jspecify.annotations.Nullable;

/**
 * Execution of the orders that wait for their turn, one after the other: those that are not through with the book, then
 * triggered ones and pending ones that are to start, each like a new order.
 */
public final class TriggeredOrderExecution {

    /** Component that starts a pending order. */
    public interface PendingOrderStarter {
        void start(Market market, int slot);
    }

    private final ExchangeState state;
    private final OpenOrders open;
    private final Orders orders;
    private final RiskChecks riskChecks;
    private final PriceBand priceBand;
    private final PositionLimits positionLimits;
    private final MatchPlanner walk;
    private final BookExecution execution;
    private final TriggerChecks triggerWatch;
    private final OverdueOrders overdue;
    private final OrderTermination ends;
    private final PendingOrderStarter starter;
    private final RestingTerms restingTerms;
    private final Taker taker = new Taker();

    public TriggeredOrderExecution(
            ExchangeState state,
            MarketChecks checks,
            Matching matching,
            TriggerChecks triggerWatch,
            OrderTermination ends,
            PendingOrderStarter starter) {
        this.state = state;
        this.open = state.open;
        this.orders = state.open.orders;
        this.riskChecks = checks.risk();
        this.priceBand = checks.band();
        this.positionLimits = checks.positions();
        this.walk = matching.walk();
        this.execution = matching.execution();
        this.triggerWatch = triggerWatch;
        this.overdue = matching.overdue();
        this.ends = ends;
        this.starter = starter;
        this.restingTerms = new RestingTerms(state);
    }

    /**
     * Runs the market's orders that wait for their turn while it trades and steps are left; checks the triggers again
     * after each.
     */
    public void run(Market market) {
        OffBookOrders outside = market.outside();
        while (outside != null
                && nextOf(market, outside) != Orders.NONE
                && riskChecks.isTrading(market)
                && state.steps.areLeft()) {
            act(market, nextOf(market, outside));
            triggerWatch.check(market);
        }
    }

    private static int nextOf(Market market, OffBookOrders outside) {
        return market.isTaking() ? outside.taking.first() : outside.triggered.first();
    }

    private void act(Market market, int slot) {
        if (overdue.is(slot)) {
            overdue.end(slot, ends);
            return;
        }
        if (orders.phase(slot) != OrderPhase.STARTING && positionLimits.areExceededByFilling(market, slot)) {
            ends.expire(slot, ExpiryReason.POSITION_LIMIT);
            return;
        }
        if (state.rules().bandFollowsEachTurn()) {
            state.touched.beginTurn();
        }
        switch (orders.phase(slot)) {
            case STARTING -> starter.start(market, slot);
            case TAKING -> take(market, slot);
            case TRIGGERED, RESTS, WAITS, SLICED, PENDING -> actAsTriggered(market, slot);
        }
    }

    /** It takes what its limit reaches, as far as one way through the book goes. */
    private void take(Market market, int slot) {
        OrderTerms.Limit limit = restingTerms.of(slot, new Price(orders.price(slot)));
        int account = open.account(slot);
        int pending = open.linked(slot);
        long quantity = orders.quantity(slot);
        long left = orders.remaining(slot);
        taker.becomeOpen(orders, slot, state.accounts.id(account));
        taker.pays(orders, pending);
        open.takeOut(slot);
        taker.begin(limit, quantity, left, 0);
        MatchPlan plan = walk.byQuantity(
                market, account, taker.side, taker.prevention, limit.price().units(), left);
        execute(market, plan, refusalOfLimit(market, limit, plan), pending);
    }

    /**
     * Executes the order, or expires it; then decides on the order that waits until it is filled.
     *
     * @param pending slot of that order; {@link Orders#NONE} if there is none
     */
    private void execute(Market market, MatchPlan plan, @Nullable ExpiryReason refusal, int pending) {
        boolean isFilled = refusal == null && plan.traded() == taker.open;
        boolean losesSome = plan.taken() != plan.traded();
        if (refusal == null) {
            execution.run(market, taker, plan);
        } else {
            execution.expire(market, taker, refusal);
        }
        if (pending != Orders.NONE) {
            execution.follow(market, taker.id, pending, isFilled, losesSome);
        }
    }

    private void actAsTriggered(Market market, int slot) {
        OrderRequest request = orders.request(slot);
        OrderTerms.Active terms = ((OrderTerms.Conditional) request.terms()).then();
        int pending = open.linked(slot);
        taker.becomeOpen(orders, slot, request.account());
        taker.pays(orders, pending);
        open.takeOut(slot);
        long quantity = request.quantity().units();
        taker.begin(terms, quantity, quantity, 0);
        long worst = priceBand.tighter(market, taker.side, terms);
        int account = open.accountMarkets.account(taker.accountMarket);
        MatchPlan plan = walk.byQuantity(market, account, taker.side, taker.prevention, worst, quantity);
        execute(market, plan, refusalOf(market, terms, worst, plan), pending);
    }

    private @Nullable ExpiryReason refusalOf(Market market, OrderTerms.Active terms, long worst, MatchPlan plan) {
        return switch (terms) {
            case OrderTerms.Limit limit -> refusalOfLimit(market, limit, plan);
            case OrderTerms.Market _ -> refusalOfMarketOrder(market, worst, plan);
        };
    }

    private @Nullable ExpiryReason refusalOfLimit(Market market, OrderTerms.Limit limit, MatchPlan plan) {
        if (priceBand.isOutside(market, taker.side, limit.price())) {
            return ExpiryReason.PRICE_BAND;
        }
        if (limit.postOnly()
                && priceBand.wouldTake(market, taker.side, limit.price().units())) {
            return ExpiryReason.POST_ONLY_WOULD_TAKE;
        }
        long need = plan.needOf(market, taker.side, limit.price().units(), taker.open);
        return available(market) < need ? ExpiryReason.INSUFFICIENT_FUNDS : null;
    }

    private @Nullable ExpiryReason refusalOfMarketOrder(Market market, long worst, MatchPlan plan) {
        int account = open.accountMarkets.account(taker.accountMarket);
        RejectReason ofValue = riskChecks.refusalOfValue(
                plan.quoteTraded(),
                market.rules.risk().notionalMaxUnits(),
                state.limitsOf(account, market).orderValueMaxUnits());
        if (ofValue != null) {
            return ExpiryReason.NOT_ALLOWED;
        }
        if (market.book.front(taker.side.opposite()) == Orders.NONE) {
            return ExpiryReason.NO_LIQUIDITY;
        }
        if (!priceBand.wouldTake(market, taker.side, worst)) {
            return ExpiryReason.PRICE_BAND;
        }
        long need = taker.side == Side.BUY ? plan.quoteTraded() : taker.open;
        return available(market) < need ? ExpiryReason.INSUFFICIENT_FUNDS : null;
    }

    private long available(Market market) {
        return open.available(
                open.accountMarkets.account(taker.accountMarket), taker.accountMarket, market, taker.side);
    }
}
