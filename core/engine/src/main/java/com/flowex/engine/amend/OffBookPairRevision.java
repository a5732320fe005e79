package com.flowex.engine.amend;

import com.flowex.domain.RejectReason;
import com.flowex.domain.event.OrderRevised;
import com.flowex.domain.order.OrderChange;
import com.flowex.domain.order.OrderRequest;
import com.flowex.domain.order.PairChange;
import com.flowex.domain.order.Side;
import com.flowex.domain.value.OrderId;
import com.flowex.engine.book.OrderPhase;
import com.flowex.engine.book.Orders;
import com.flowex.engine.end.OverdueOrders;
import com.flowex.engine.market.Market;
import com.flowex.engine.order.OrderAdmission;
import com.flowex.engine.order.PairChecks;
import com.flowex.engine.state.ExchangeState;
import com.flowex.engine.state.OpenOrders;
import org.jspecify.annotations.Nullable;

/**
 * Changes of a pair of which neither order is in the book: a take-profit and a stop that wait for their triggers, or two
 * orders that wait for their working order. Both keep their timers.
 */
final class OffBookPairRevision {

    private final ExchangeState state;
    private final OpenOrders open;
    private final Orders orders;
    private final Revision revision;
    private final OrderAdmission admission;
    private final OverdueOrders overdue;

    OffBookPairRevision(ExchangeState state, Revision revision, OrderAdmission admission, OverdueOrders overdue) {
        this.state = state;
        this.open = state.open;
        this.orders = state.open.orders;
        this.revision = revision;
        this.admission = admission;
        this.overdue = overdue;
    }

    /** The requests of both orders as a change would leave them. */
    private record Requests(OrderRequest first, OrderRequest stop) {}

    /** Changes both orders, or returns the reason why neither changes. */
    @Nullable
    RejectReason revise(Market market, int first, int stop, PairChange change) {
        Requests to = state.rules().pairsOutsideTheBookChange() ? revised(first, stop, change) : null;
        if (to == null) {
            return RejectReason.NOT_AMENDABLE;
        }
        RejectReason refusal = refusalOf(market, first, stop, to);
        if (refusal == null) {
            become(market, first, stop, to);
        }
        return refusal;
    }

    /** Returns the changed requests; null if the orders are about to act, or do not have what the change names. */
    private @Nullable Requests revised(int first, int stop, PairChange change) {
        boolean isPending = isPending(first);
        boolean waits = orders.phase(first) == OrderPhase.WAITS && orders.phase(stop) == OrderPhase.WAITS;
        boolean followsWorking = isPending && orders.isPaid(first) && change.quantity() != null;
        if (!isPending && !waits || followsWorking) {
            return null;
        }
        OrderRequest ofFirst = revised(first, change.ofFirst());
        OrderRequest ofStop = revised(stop, change.ofStop());
        return ofFirst == null || ofStop == null ? null : new Requests(ofFirst, ofStop);
    }

    private boolean isPending(int first) {
        return orders.phase(first) == OrderPhase.PENDING;
    }

    private @Nullable OrderRequest revised(int slot, @Nullable OrderChange change) {
        return change == null ? orders.request(slot) : revision.revised(slot, change);
    }

    private @Nullable RejectReason refusalOf(Market market, int first, int stop, Requests to) {
        RejectReason refusal = OrderAdmission.earlier(
                refusalOfRequest(market, first, to.first()), refusalOfRequest(market, stop, to.stop()));
        if (refusal == null && (overdue.isExpired(first) || overdue.isExpired(stop))) {
            refusal = RejectReason.EXPIRY_PASSED;
        }
        if (refusal == null) {
            refusal = PairChecks.refusalOf(to.first(), to.stop(), state.rules());
        }
        if (refusal == null && !changes(first, to.first()) && !changes(stop, to.stop())) {
            refusal = RejectReason.NOTHING_TO_AMEND;
        }
        return refusal != null || isPending(first) ? refusal : refusalOfMarket(market, first, stop, to);
    }

    private @Nullable RejectReason refusalOfRequest(Market market, int slot, OrderRequest to) {
        return isPending(slot)
                ? admission.groups.refusalOfRevisedPending(to, open.account(slot), market)
                : revision.refusalOfRequest(market, slot, to);
    }

    private boolean changes(int slot, OrderRequest to) {
        return !to.equals(orders.request(slot));
    }

    private @Nullable RejectReason refusalOfMarket(Market market, int first, int stop, Requests to) {
        int accountMarket = orders.accountMarket(first);
        int account = open.accountMarkets.account(accountMarket);
        Side side = to.first().side();
        long quantity = to.first().quantity().units();
        if (side == Side.BUY
                && admission.isTooLarge(account, accountMarket, market, quantity - orders.remaining(first))) {
            return RejectReason.POSITION_TOO_LARGE;
        }
        if (revision.wouldTrigger(market, first, to.first()) || revision.wouldTrigger(market, stop, to.stop())) {
            return RejectReason.WOULD_TRIGGER_AT_ONCE;
        }
        long available = open.available(account, accountMarket, market, side) + open.needOf(market, first);
        long holdPrice =
                Math.max(revision.holdPrice(market, first, to.first()), revision.holdPrice(market, stop, to.stop()));
        return available < market.need(side, holdPrice, quantity) ? RejectReason.INSUFFICIENT_FUNDS : null;
    }

    private void become(Market market, int first, int stop, Requests to) {
        if (isPending(first)) {
            revisePending(market, first, to.first());
            revisePending(market, stop, to.stop());
            return;
        }
        open.unpair(market, first, stop);
        reviseWaiting(market, first, to.first());
        reviseWaiting(market, stop, to.stop());
        open.pair(market, first, stop);
    }

    private void revisePending(Market market, int slot, OrderRequest to) {
        if (changes(slot, to)) {
            open.revise(market, slot, to, 0);
            state.journal.emit(new OrderRevised(new OrderId(orders.id(slot)), to, null));
        }
    }

    private void reviseWaiting(Market market, int slot, OrderRequest to) {
        if (changes(slot, to)) {
            revision.become(market, slot, to);
        }
    }
}
