package com.flowex.engine.trigger;

import com.flowex.domain.RejectReason;
import com.flowex.domain.order.ExpiryReason;
import com.flowex.domain.order.OrderRequest;
import com.flowex.domain.order.OrderTerms;
import com.flowex.domain.order.Side;
import com.flowex.engine.book.OrderPhase;
import com.flowex.engine.book.Orders;
import com.flowex.engine.conditional.OffBookOrders;
import com.flowex.engine.end.OrderTermination;
import com.flowex.engine.end.OverdueOrders;
import com.flowex.engine.market.Market;
import com.flowex.engine.match.BookExecution;
import com.flowex.engine.match.MatchPlan;
import com.flowex.engine.match.MatchPlanner;
import com.flowex.engine.match.Taker;
import com.flowex.engine.risk.PriceBand;
import com.flowex.engine.risk.RiskChecks;
import com.flowex.engine.state.ExchangeState;
import com.flowex.engine.state.OpenOrders;
import org.jspecify.annotations.Nullable;

/**
 * Execution of triggered orders and of pending orders that are to start, one after the other, each like a new order.
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
    private final MatchPlanner walk;
    private final BookExecution execution;
    private final TriggerChecks triggerWatch;
    private final OverdueOrders overdue;
    private final OrderTermination ends;
    private final PendingOrderStarter starter;
    private final Taker taker = new Taker();

    public TriggeredOrderExecution(
            ExchangeState state,
            RiskChecks riskChecks,
            PriceBand priceBand,
            MatchPlanner walk,
            BookExecution execution,
            TriggerChecks triggerWatch,
            OverdueOrders overdue,
            OrderTermination ends,
            PendingOrderStarter starter) {
        this.state = state;
        this.open = state.open;
        this.orders = state.open.orders;
        this.riskChecks = riskChecks;
        this.priceBand = priceBand;
        this.walk = walk;
        this.execution = execution;
        this.triggerWatch = triggerWatch;
        this.overdue = overdue;
        this.ends = ends;
        this.starter = starter;
    }

    /**
     * Runs the market's orders that wait for their turn while it trades and steps are left; checks the triggers again
     * after each.
     */
    public void run(Market market) {
        OffBookOrders outside = market.outside();
        while (outside != null
                && outside.triggered.first() != Orders.NONE
                && riskChecks.isTrading(market)
                && state.steps.areLeft()) {
            act(market, outside.triggered.first());
            triggerWatch.check(market);
        }
    }

    private void act(Market market, int slot) {
        if (overdue.is(slot)) {
            overdue.end(slot, ends);
            return;
        }
        if (state.rules().bandFollowsEachTurn()) {
            state.touched.beginTurn();
        }
        if (orders.phase(slot) == OrderPhase.STARTING) {
            starter.start(market, slot);
        } else {
            actAsTriggered(market, slot);
        }
    }

    private void actAsTriggered(Market market, int slot) {
        OrderRequest request = orders.extras.request(orders.extra(slot));
        OrderTerms.Active terms = ((OrderTerms.Conditional) request.terms()).then();
        taker.becomeOpen(orders, slot, request.account());
        open.takeOut(slot);
        long quantity = request.quantity().units();
        taker.begin(terms, quantity, quantity, 0);
        long worst = priceBand.tighter(market, taker.side, terms);
        int account = open.desks.account(taker.desk);
        MatchPlan plan = walk.byQuantity(market, account, taker.side, taker.prevention, worst, quantity);
        ExpiryReason refusal = refusalOf(market, terms, worst, plan);
        if (refusal == null) {
            execution.run(market, taker, plan);
        } else {
            execution.expire(market, taker, refusal);
        }
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
        int account = open.desks.account(taker.desk);
        RejectReason ofValue = riskChecks.refusalOfValue(
                plan.quoteTraded(),
                market.rules.risk().notionalMaxUnits(),
                state.limits.of(account, market.index).orderValueMaxUnits());
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
        return open.available(open.desks.account(taker.desk), taker.desk, market, taker.side);
    }
}
