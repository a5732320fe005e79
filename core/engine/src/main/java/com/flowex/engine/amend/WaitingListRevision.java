package com.flowex.engine.amend;

import com.flowex.domain.RejectReason;
import com.flowex.domain.event.OrderRevised;
import com.flowex.domain.order.OrderChange;
import com.flowex.domain.order.OrderRequest;
import com.flowex.domain.value.OrderId;
import com.flowex.engine.book.OrderPhase;
import com.flowex.engine.book.Orders;
import com.flowex.engine.market.Market;
import com.flowex.engine.order.OrderAdmission;
import com.flowex.engine.state.ExchangeState;
import com.flowex.engine.state.OpenOrders;
import org.jspecify.annotations.Nullable;

/**
 * Changes of a list whose working order waits for its trigger: the working order changes as any order that waits, what is
 * pending as any pending order. Every check is made of all before one changes.
 */
final class WaitingListRevision {

    private final ExchangeState state;
    private final OpenOrders open;
    private final Orders orders;
    private final Revision revision;
    private final OrderAdmission admission;

    /**
     * The orders as a change would leave them.
     *
     * @param stop the other order of a pending pair; null if one order is pending
     */
    private record Requests(
            OrderRequest working,
            OrderRequest pending,
            @Nullable OrderRequest stop) {}

    WaitingListRevision(ExchangeState state, Revision revision, OrderAdmission admission) {
        this.state = state;
        this.open = state.open;
        this.orders = state.open.orders;
        this.revision = revision;
        this.admission = admission;
    }

    /** Returns true if the order works for another, waits for its trigger and may change by the rules. */
    boolean mayChange(int slot) {
        return state.rules().waitingListsChange()
                && orders.phase(slot) == OrderPhase.WAITS
                && open.linked(slot) != Orders.NONE;
    }

    /**
     * Changes the orders, or refuses that.
     *
     * @param working slot of the working order
     * @param ofWorking change of the working order; null if it stays
     * @param ofPending change of the pending order; null if it stays
     */
    void revise(Market market, int working, @Nullable OrderChange ofWorking, @Nullable OrderChange ofPending) {
        Requests to = revised(working, ofWorking, ofPending);
        if (to == null) {
            reject(working, RejectReason.NOT_AMENDABLE);
            return;
        }
        RejectReason refusal = refusalOf(market, working, to);
        if (refusal == null) {
            become(market, working, to);
        } else {
            reject(working, refusal);
        }
    }

    private void reject(int slot, RejectReason reason) {
        state.journal.reject(state.accounts.id(open.account(slot)), reason);
    }

    /** Returns the changed requests; null if a change names what its order does not have. */
    private @Nullable Requests revised(int working, @Nullable OrderChange ofWorking, @Nullable OrderChange ofPending) {
        int pending = open.linked(working);
        int stop = open.partner(pending);
        OrderRequest first = ofWorking == null ? orders.request(working) : revision.revised(working, ofWorking);
        if (first == null || stop != Orders.NONE && ofPending != null) {
            return null;
        }
        boolean isPaid = orders.isPaid(pending);
        if (isPaid && ofPending != null && ofPending.quantity() != null) {
            return null;
        }
        OrderRequest next = ofPending == null
                ? orders.request(pending)
                : RevisedOrders.of(orders.request(pending), ofPending, false);
        if (next == null) {
            return null;
        }
        OrderRequest other = stop == Orders.NONE ? null : orders.request(stop);
        return isPaid
                ? new Requests(
                        first,
                        next.withQuantity(first.quantity()),
                        other == null ? null : other.withQuantity(first.quantity()))
                : new Requests(first, next, other);
    }

    private boolean changes(int slot, OrderRequest to) {
        return !to.equals(orders.request(slot));
    }

    private @Nullable RejectReason refusalOf(Market market, int working, Requests to) {
        int pending = open.linked(working);
        boolean changesWorking = changes(working, to.working());
        boolean changesPending = changes(pending, to.pending());
        if (!changesWorking && !changesPending) {
            return RejectReason.NOTHING_TO_AMEND;
        }
        RejectReason refusal = changesWorking ? revision.refusalOf(market, working, to.working()) : null;
        if (refusal != null || !changesPending) {
            return refusal;
        }
        return admission.groups.refusalOfRevisedPending(to.pending(), to.stop(), open.account(working), market);
    }

    private void become(Market market, int working, Requests to) {
        int pending = open.linked(working);
        revisePending(market, pending, to.pending());
        if (to.stop() != null) {
            revisePending(market, open.partner(pending), to.stop());
        }
        if (changes(working, to.working())) {
            revision.become(market, working, to.working());
        }
    }

    private void revisePending(Market market, int slot, OrderRequest to) {
        if (changes(slot, to)) {
            open.revise(market, slot, to, 0);
            state.journal.emit(new OrderRevised(new OrderId(orders.id(slot)), to, null));
        }
    }
}
