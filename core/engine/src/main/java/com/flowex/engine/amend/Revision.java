package com.flowex.engine.amend;

import com.flowex.domain.RejectReason;
import com.flowex.domain.command.ReviseOrder;
import com.flowex.domain.event.OrderRevised;
import com.flowex.domain.order.OrderRequest;
import com.flowex.domain.order.OrderTerms;
import com.flowex.domain.order.Side;
import com.flowex.domain.order.Trigger;
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
        RejectReason refusal = riskChecks.refusalOf(market, open.account(slot), orders.side(slot));
        if (refusal == null) {
            refusal = riskChecks.refusalOfChange(market, onlyGetsSmaller);
        }
        if (refusal != null) {
            state.journal.reject(command.account(), refusal);
            return;
        }
        boolean mayChange = orders.phase(slot) == OrderPhase.WAITS && open.partner(slot) == Orders.NONE;
        OrderRequest revised = mayChange ? revised(slot, command) : null;
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

    private @Nullable OrderRequest revised(int slot, ReviseOrder command) {
        int extra = orders.extra(slot);
        return RevisedOrders.of(orders.extras.request(extra), command.change(), orders.extras.extreme(extra) != 0);
    }

    private @Nullable RejectReason refusalOf(Market market, int slot, OrderRequest revised) {
        int account = open.account(slot);
        RejectReason refusal = OrderFields.refusalOf(revised, market, state.rules());
        if (refusal == null) {
            refusal = admission.refusalOfValue(revised, account, market, 0);
        }
        if (refusal == null && overdue.isExpired(slot)) {
            refusal = RejectReason.EXPIRY_PASSED;
        }
        if (refusal == null && revised.equals(orders.extras.request(orders.extra(slot)))) {
            refusal = RejectReason.NOTHING_TO_AMEND;
        }
        return refusal != null ? refusal : refusalOfMarket(market, slot, account, revised);
    }

    private @Nullable RejectReason refusalOfMarket(Market market, int slot, int account, OrderRequest revised) {
        int accountMarket = orders.accountMarket(slot);
        Side side = revised.side();
        long quantity = revised.quantity().units();
        if (side == Side.BUY
                && admission.isTooLarge(account, accountMarket, market, quantity - orders.remaining(slot))) {
            return RejectReason.POSITION_TOO_LARGE;
        }
        if (triggerWatch.isMet(market, triggerOf(revised), side, orders.extras.extreme(orders.extra(slot)))) {
            return RejectReason.WOULD_TRIGGER_AT_ONCE;
        }
        long available = open.available(account, accountMarket, market, side) + open.needOf(market, slot);
        return available < market.need(side, holdPrice(market, slot, revised), quantity)
                ? RejectReason.INSUFFICIENT_FUNDS
                : null;
    }

    private long holdPrice(Market market, int slot, OrderRequest revised) {
        OrderTerms.Conditional terms = (OrderTerms.Conditional) revised.terms();
        return triggerWatch.holdPrice(market, terms, revised.side(), orders.extras.extreme(orders.extra(slot)));
    }

    private static Trigger triggerOf(OrderRequest request) {
        return ((OrderTerms.Conditional) request.terms()).trigger();
    }

    /** Replaces the request of a waiting order. Nothing of it has traded, so all of it is open; its timer stays. */
    private void become(Market market, int slot, OrderRequest revised) {
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
