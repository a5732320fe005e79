package com.flowex.engine.order;

import com.flowex.domain.RejectReason;
import com.flowex.domain.event.OrderRevised;
import com.flowex.domain.event.OrderStarted;
import com.flowex.domain.order.DebtEffects;
import com.flowex.domain.order.ExpiryReason;
import com.flowex.domain.order.OrderRequest;
import com.flowex.domain.order.OrderTerms;
import com.flowex.domain.value.OrderId;
import com.flowex.domain.value.Quantity;
import com.flowex.engine.book.OrderPhase;
import com.flowex.engine.book.Orders;
import com.flowex.engine.end.OrderTermination;
import com.flowex.engine.market.Market;
import com.flowex.engine.match.BookExecution;
import com.flowex.engine.match.MatchPlan;
import com.flowex.engine.match.MatchPlanner;
import com.flowex.engine.match.Matching;
import com.flowex.engine.match.Taker;
import com.flowex.engine.state.ExchangeState;
import com.flowex.engine.state.OpenOrders;
import com.flowex.engine.trigger.ConditionalPlacement;
import com.flowex.engine.trigger.TriggerChecks;
import com.flowex.engine.trigger.TriggeredOrderExecution;
import org.jspecify.annotations.Nullable;

/**
 * Pending orders. They are outside the book and hold nothing but what their working order pays them until their turn comes;
 * then they are checked and executed like new orders.
 */
public final class PendingOrders implements TriggeredOrderExecution.PendingOrderStarter {

    private final ExchangeState state;
    private final OpenOrders open;
    private final Orders orders;
    private final OrderAdmission admission;
    private final MatchPlanner walk;
    private final BookExecution execution;
    private final ConditionalPlacement conditionals;
    private final TriggerChecks triggerWatch;
    private final OrderTermination ends;
    private final Taker taker = new Taker();

    public PendingOrders(
            ExchangeState state,
            OrderAdmission admission,
            Matching matching,
            ConditionalPlacement conditionals,
            TriggerChecks triggerWatch,
            OrderTermination ends) {
        this.state = state;
        this.open = state.open;
        this.orders = state.open.orders;
        this.admission = admission;
        this.walk = matching.walk();
        this.execution = matching.execution();
        this.conditionals = conditionals;
        this.triggerWatch = triggerWatch;
        this.ends = ends;
    }

    /** Stores an accepted order that waits for another; the caller links the two. */
    int stand(Market market, OrderRequest request, OrderId id, int accountMarket, int entry, boolean isPaid) {
        int slot = state.waiting.standPending(market, id.value(), accountMarket, request, entry, OrderPhase.PENDING);
        orders.paid(slot, isPaid);
        return slot;
    }

    @Override
    public void start(Market market, int slot) {
        if (orders.isPaid(slot) && !takePayment(market, slot)) {
            ends.expire(slot, ExpiryReason.NOT_ALLOWED);
        } else if (open.partner(slot) != Orders.NONE) {
            startPair(market, slot, open.partner(slot));
        } else {
            startOne(market, slot);
        }
    }

    /**
     * Makes what a paid order has received available, and gives it, and the other order of its pair, that quantity in whole
     * lots.
     *
     * @return false if it has received less than a lot
     */
    private boolean takePayment(Market market, int slot) {
        int partner = open.partner(slot);
        long received = state.waiting.endPayment(slot);
        long units = received - received % market.rules.lotUnits();
        if (partner != Orders.NONE) {
            state.waiting.endPayment(partner);
        }
        if (units > 0) {
            resize(market, slot, units);
            if (partner != Orders.NONE) {
                resize(market, partner, units);
            }
        }
        return units > 0;
    }

    private void resize(Market market, int slot, long units) {
        OrderRequest request = orders.request(slot);
        if (request.quantity().units() != units) {
            OrderRequest resized = request.withQuantity(new Quantity(units));
            open.revise(market, slot, resized, orders.price(slot));
            state.journal.emit(new OrderRevised(new OrderId(orders.id(slot)), resized, null));
        }
    }

    private void startOne(Market market, int slot) {
        OrderRequest request = orders.request(slot);
        int accountMarket = orders.accountMarket(slot);
        MatchPlan plan = walk.of(request, open.accountMarkets.account(accountMarket), market);
        RejectReason refusal =
                admission.groups.refusalOfStart(request, accountMarket, market, plan, orders.effects(slot));
        if (refusal == null) {
            begin(market, slot, request, plan);
        } else {
            ends.expire(slot, expiryOf(refusal));
        }
    }

    private void begin(Market market, int slot, OrderRequest request, MatchPlan plan) {
        if (request.trails()) {
            triggerWatch.reportSoFar(market);
        }
        reportStarted(market, slot, request);
        OrderId id = new OrderId(orders.id(slot));
        admission.lend(request, id, orders.accountMarket(slot), market, plan, beginEffects(slot));
        if (request.terms() instanceof OrderTerms.Conditional) {
            conditionals.beginPending(market, slot);
        } else {
            long quantity = request.quantity().units();
            taker.becomeOpen(orders, slot, request.account());
            open.takeOut(slot);
            taker.begin(request.terms(), quantity, quantity, 0);
            execution.run(market, taker, plan);
        }
    }

    /** Starts both orders of a pair, or ends both: the one that would be refused first by its reason. */
    private void startPair(Market market, int limit, int stop) {
        RejectReason ofLimit = refusalOfLeg(market, limit);
        RejectReason ofStop = refusalOfLeg(market, stop);
        RejectReason refusal = OrderAdmission.earlier(ofLimit, ofStop);
        if (refusal == null) {
            beginPair(market, limit, stop);
        } else {
            boolean isOfBoth = expiryOf(refusal) == ExpiryReason.INSUFFICIENT_FUNDS;
            ends.expire(isOfBoth || refusal == ofLimit ? limit : stop, expiryOf(refusal));
        }
    }

    private @Nullable RejectReason refusalOfLeg(Market market, int slot) {
        OrderRequest request = orders.request(slot);
        return admission.groups.refusalOfStartOfLeg(
                request, orders.accountMarket(slot), market, walk.nothing(), orders.effects(slot));
    }

    private void beginPair(Market market, int limit, int stop) {
        OrderRequest first = orders.request(limit);
        OrderRequest second = orders.request(stop);
        if (first.trails() || second.trails()) {
            triggerWatch.reportSoFar(market);
        }
        reportStarted(market, limit, first);
        long need = admission.groups.needOf(first, second, market, walk.nothing());
        OrderId id = new OrderId(orders.id(limit));
        admission.lend(id, orders.accountMarket(limit), market, first.side(), need, beginEffects(limit));
        beginEffects(stop);
        reportStarted(market, stop, second);
        open.unpair(market, limit, stop);
        int begun = limit;
        if (first.terms() instanceof OrderTerms.Limit terms) {
            long quantity = first.quantity().units();
            taker.becomeOpen(orders, limit, first.account());
            open.takeOut(limit);
            taker.begin(terms, quantity, quantity, 0);
            begun = execution.rest(market, taker, terms);
        } else {
            conditionals.beginPending(market, limit);
        }
        conditionals.beginPending(market, stop);
        open.pair(market, begun, stop);
    }

    /** Returns the effects of a pending order that begins; from then on only whether its fills repay is kept with it. */
    private DebtEffects beginEffects(int slot) {
        DebtEffects effects = orders.effects(slot);
        orders.effects(slot, new DebtEffects(false, effects.repays(), false));
        return effects;
    }

    private void reportStarted(Market market, int slot, OrderRequest request) {
        state.steps.count();
        state.journal.emit(new OrderStarted(new OrderId(orders.id(slot)), request.account(), market.instrument.id()));
    }

    /** Returns the reason with which a pending order expires when a new order would be refused. */
    private static ExpiryReason expiryOf(RejectReason refusal) {
        return switch (refusal) {
            case WOULD_TRIGGER_AT_ONCE -> ExpiryReason.WOULD_TRIGGER_AT_ONCE;
            case NO_LIQUIDITY -> ExpiryReason.NO_LIQUIDITY;
            case POST_ONLY_WOULD_TAKE -> ExpiryReason.POST_ONLY_WOULD_TAKE;
            case PRICE_OUTSIDE_BAND -> ExpiryReason.PRICE_BAND;
            case INSUFFICIENT_FUNDS,
                    LENDING_POOL_MISSING,
                    LENDING_CAP_REACHED,
                    INDEX_PRICE_UNCERTAIN,
                    MARGIN_LEVEL_TOO_LOW -> ExpiryReason.INSUFFICIENT_FUNDS;
            case EXPIRY_PASSED -> ExpiryReason.GOOD_TILL_DATE;
            default -> ExpiryReason.NOT_ALLOWED;
        };
    }
}
