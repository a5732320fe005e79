package com.flowex.engine.amend;

import com.flowex.domain.RejectReason;
import com.flowex.domain.command.ReviseOrder;
import com.flowex.domain.event.OrderRevised;
import com.flowex.domain.order.OrderChange;
import com.flowex.domain.order.OrderRequest;
import com.flowex.domain.order.OrderTerms;
import com.flowex.domain.order.Side;
import com.flowex.domain.value.OrderId;
import com.flowex.domain.value.Price;
import com.flowex.engine.book.OrderPhase;
import com.flowex.engine.book.Orders;
import com.flowex.engine.conditional.TriggerBook;
import com.flowex.engine.end.OverdueOrders;
import com.flowex.engine.market.Market;
import com.flowex.engine.order.OrderAdmission;
import com.flowex.engine.risk.OrderFields;
import com.flowex.engine.risk.RiskChecks;
import com.flowex.engine.state.ExchangeState;
import com.flowex.engine.state.OpenOrders;
import com.flowex.engine.trigger.TriggerChecks;
import org.jspecify.annotations.Nullable;

/**
 * Changes of some fields of open orders. A waiting order changes in place; an order in the book changes as in
 * {@link Amendment}.
 */
public final class Revision {

    private final ExchangeState state;
    private final OpenOrders open;
    private final Orders orders;
    private final Amendment amendment;
    private final OrderAdmission admission;
    private final RiskChecks riskChecks;
    private final TriggerChecks triggerWatch;
    private final OverdueOrders overdue;
    final WaitingListRevision lists;

    public Revision(
            ExchangeState state,
            Amendment amendment,
            OrderAdmission admission,
            RiskChecks riskChecks,
            TriggerChecks triggerWatch,
            OverdueOrders overdue) {
        this.state = state;
        this.open = state.open;
        this.orders = state.open.orders;
        this.amendment = amendment;
        this.admission = admission;
        this.riskChecks = riskChecks;
        this.triggerWatch = triggerWatch;
        this.overdue = overdue;
        this.lists = new WaitingListRevision(state, this, admission);
    }

    public void revise(ReviseOrder command) {
        int slot = amendment.find(command.account(), command.order());
        if (slot == Orders.NONE) {
            state.journal.reject(command.account(), RejectReason.UNKNOWN_ORDER);
        } else if (orders.phase(slot) == OrderPhase.RESTS && command.change().trigger() == null) {
            amendment.change(command.account(), slot, command.change());
        } else {
            reviseWaiting(command, slot);
        }
    }

    private void reviseWaiting(ReviseOrder command, int slot) {
        Market market = open.market(slot);
        boolean onlyGetsSmaller = command.change().price() == null
                && command.change().trigger() == null
                && (command.change().quantity() == null
                        || command.change().quantity().units() < orders.quantity(slot));
        RejectReason refusal =
                riskChecks.refusalOfChange(market, open.account(slot), orders.side(slot), onlyGetsSmaller);
        if (refusal != null) {
            state.journal.reject(command.account(), refusal);
            return;
        }
        if (lists.mayChange(slot)) {
            lists.revise(market, slot, command.change(), null);
            return;
        }
        boolean mayChange = orders.phase(slot) == OrderPhase.WAITS
                && open.partner(slot) == Orders.NONE
                && open.linked(slot) == Orders.NONE;
        OrderRequest revised = mayChange ? revised(slot, command.change()) : null;
        if (revised == null) {
            state.journal.reject(command.account(), RejectReason.NOT_AMENDABLE);
            return;
        }
        refusal = refusalOf(market, slot, revised);
        if (refusal == null) {
            become(market, slot, revised);
        } else {
            state.journal.reject(command.account(), refusal);
        }
    }

    /** Returns the changed request of a waiting order; null if the change names what the order does not have. */
    @Nullable
    OrderRequest revised(int slot, OrderChange change) {
        int extra = orders.extra(slot);
        return RevisedOrders.of(orders.extras.request(extra), change, orders.extras.extreme(extra) != 0);
    }

    /** Returns the first reason to refuse the fields and the value of a changed request. */
    @Nullable
    RejectReason refusalOfRequest(Market market, int slot, OrderRequest revised) {
        RejectReason refusal = OrderFields.refusalOf(revised, market, state.rules());
        return refusal != null ? refusal : admission.refusalOfValue(revised, open.account(slot), market, 0);
    }

    /** Returns the first reason to refuse a changed request of a waiting order. */
    @Nullable
    RejectReason refusalOf(Market market, int slot, OrderRequest revised) {
        RejectReason refusal = refusalOfRequest(market, slot, revised);
        if (refusal == null && overdue.isExpired(slot)) {
            refusal = RejectReason.EXPIRY_PASSED;
        }
        if (refusal == null && revised.equals(orders.request(slot))) {
            refusal = RejectReason.NOTHING_TO_AMEND;
        }
        return refusal != null ? refusal : refusalOfMarket(market, slot, revised);
    }

    private @Nullable RejectReason refusalOfMarket(Market market, int slot, OrderRequest revised) {
        int account = open.account(slot);
        int accountMarket = orders.accountMarket(slot);
        Side side = revised.side();
        long quantity = revised.quantity().units();
        if (side == Side.BUY
                && admission.isTooLarge(account, accountMarket, market, quantity - orders.remaining(slot))) {
            return RejectReason.POSITION_TOO_LARGE;
        }
        if (wouldTrigger(market, slot, revised)) {
            return RejectReason.WOULD_TRIGGER_AT_ONCE;
        }
        long available = open.available(account, accountMarket, market, side) + open.needOf(market, slot);
        return available < market.need(side, holdPrice(market, slot, revised), quantity)
                ? RejectReason.INSUFFICIENT_FUNDS
                : null;
    }

    /** Returns true if a changed waiting order would be triggered at once. */
    boolean wouldTrigger(Market market, int slot, OrderRequest revised) {
        long extreme = orders.extras.extreme(orders.extra(slot));
        return triggerWatch.isMet(market, termsOf(revised).trigger(), revised.side(), extreme);
    }

    /** Returns the price at which a changed waiting order holds its need. */
    long holdPrice(Market market, int slot, OrderRequest revised) {
        long extreme = orders.extras.extreme(orders.extra(slot));
        return triggerWatch.holdPrice(market, termsOf(revised), revised.side(), extreme);
    }

    private static OrderTerms.Conditional termsOf(OrderRequest request) {
        return (OrderTerms.Conditional) request.terms();
    }

    /** Replaces the request of a waiting order. Nothing of it has traded, so all of it is open; its timer stays. */
    void become(Market market, int slot, OrderRequest revised) {
        TriggerBook watch = market.outside(orders).watch;
        long price = holdPrice(market, slot, revised);
        watch.remove(slot);
        open.revise(market, slot, revised, price);
        watch.add(slot);
        boolean holdsAtAPrice = price != 0 && OrderFields.limitPrice(revised.terms()) == 0;
        state.journal.emit(
                new OrderRevised(new OrderId(orders.id(slot)), revised, holdsAtAPrice ? new Price(price) : null));
    }
}
