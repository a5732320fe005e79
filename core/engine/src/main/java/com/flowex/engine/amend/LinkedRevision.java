package com.flowex.engine.amend;

import com.flowex.domain.RejectReason;
import com.flowex.domain.command.ReviseLinkedOrders;
import com.flowex.domain.event.OrderRevised;
import com.flowex.domain.order.LinkedChange;
import com.flowex.domain.order.OrderChange;
import com.flowex.domain.order.OrderRequest;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.OrderId;
import com.flowex.domain.value.Price;
import com.flowex.domain.value.Quantity;
import com.flowex.engine.book.OrderPhase;
import com.flowex.engine.book.Orders;
import com.flowex.engine.market.Market;
import com.flowex.engine.match.BookExecution;
import com.flowex.engine.match.MatchPlan;
import com.flowex.engine.match.MatchPlanner;
import com.flowex.engine.match.Matching;
import com.flowex.engine.order.OrderAdmission;
import com.flowex.engine.risk.RiskChecks;
import com.flowex.engine.state.ExchangeState;
import com.flowex.engine.state.OpenOrders;
import org.jspecify.annotations.Nullable;

/**
 * Changes of two linked orders. Every check is made of both before either changes, so both change or neither does. The
 * pending order changes first, because the working one may be filled by its change and let it start. Where a pair is
 * pending, only the working order changes.
 */
public final class LinkedRevision {

    private final ExchangeState state;
    private final OpenOrders open;
    private final Orders orders;
    private final Amendment amendment;
    private final Revision revision;
    private final OrderAdmission admission;
    private final RiskChecks riskChecks;
    private final MatchPlanner walk;
    private final BookExecution execution;

    public LinkedRevision(
            ExchangeState state,
            Amendment amendment,
            Revision revision,
            OrderAdmission admission,
            RiskChecks riskChecks,
            Matching matching) {
        this.state = state;
        this.open = state.open;
        this.orders = state.open.orders;
        this.amendment = amendment;
        this.revision = revision;
        this.admission = admission;
        this.riskChecks = riskChecks;
        this.walk = matching.walk();
        this.execution = matching.execution();
    }

    public void revise(ReviseLinkedOrders command) {
        AccountId account = command.account();
        int slot = amendment.find(account, command.order());
        if (slot == Orders.NONE) {
            state.journal.reject(account, RejectReason.UNKNOWN_ORDER);
            return;
        }
        Market market = open.market(slot);
        RejectReason refusal = refusalOfChange(market, slot, command.change());
        if (refusal != null) {
            state.journal.reject(account, refusal);
            return;
        }
        int working = workingOf(slot);
        if (revision.lists.mayChange(working)) {
            revision.lists.revise(
                    market,
                    working,
                    ofWorking(command.change()),
                    command.change().pending());
            return;
        }
        RevisedLink revised = revised(slot, command.change());
        if (revised == null) {
            state.journal.reject(account, RejectReason.NOT_AMENDABLE);
            return;
        }
        refusal = refusalOf(market, revised);
        if (refusal == null) {
            become(market, account, revised);
        } else {
            state.journal.reject(account, refusal);
        }
    }

    private static @Nullable OrderChange ofWorking(LinkedChange change) {
        return change.price() == null && change.quantity() == null
                ? null
                : new OrderChange(change.price(), change.quantity(), null, null);
    }

    /** Returns the working order of a pending one; any other order itself. */
    private int workingOf(int slot) {
        int linked = open.linked(slot);
        return linked == Orders.NONE || orders.phase(slot) != OrderPhase.PENDING ? slot : linked;
    }

    private @Nullable RejectReason refusalOfChange(Market market, int slot, LinkedChange change) {
        int working = workingOf(slot);
        Quantity quantity = change.quantity();
        boolean onlyGetsSmaller = change.price() == null
                && change.pending() == null
                && quantity != null
                && quantity.units() < orders.quantity(working);
        return riskChecks.refusalOfChange(market, open.account(working), orders.side(working), onlyGetsSmaller);
    }

    /** Returns the changed orders; null if these are not linked, or the change names what they do not have. */
    private @Nullable RevisedLink revised(int slot, LinkedChange change) {
        int linked = open.linked(slot);
        if (linked == Orders.NONE) {
            return null;
        }
        boolean isPending = orders.phase(slot) == OrderPhase.PENDING;
        int working = isPending ? linked : slot;
        int pending = open.linked(working);
        if (open.partner(pending) != Orders.NONE && change.pending() != null) {
            return null;
        }
        long price =
                change.price() == null ? orders.price(working) : change.price().units();
        long quantity = change.quantity() == null
                ? orders.quantity(working)
                : change.quantity().units();
        OrderRequest request = revisedPending(pending, change.pending(), quantity);
        if (orders.phase(working) != OrderPhase.RESTS || request == null) {
            return null;
        }
        return new RevisedLink(working, pending, price, quantity, request);
    }

    /** Returns the changed request of a pending order, whose quantity follows the working order if that one pays it. */
    private @Nullable OrderRequest revisedPending(int pending, @Nullable OrderChange change, long ofWorking) {
        boolean isPaid = orders.isPaid(pending);
        if (isPaid && change != null && change.quantity() != null) {
            return null;
        }
        OrderRequest present = orders.request(pending);
        OrderRequest revised = change == null ? present : RevisedOrders.of(present, change, false);
        return isPaid && revised != null ? revised.withQuantity(new Quantity(ofWorking)) : revised;
    }

    /** Returns the request of the other order of a pending pair, which a change of the quantity concerns, too. */
    private @Nullable OrderRequest stopOf(RevisedLink to) {
        int stop = open.partner(to.pending());
        return stop == Orders.NONE
                ? null
                : orders.request(stop).withQuantity(to.request().quantity());
    }

    private @Nullable RejectReason refusalOf(Market market, RevisedLink to) {
        boolean changesWorking = changesWorking(to);
        boolean changesPending = changesPending(to);
        if (!changesWorking && !changesPending) {
            return RejectReason.NOTHING_TO_AMEND;
        }
        if (changesWorking && to.quantity() <= amendment.doneOf(to.working())) {
            return RejectReason.QUANTITY_TOO_SMALL;
        }
        RejectReason refusal =
                changesWorking ? amendment.refusalOfLinked(to.working(), to.price(), to.quantity()) : null;
        return refusal == null && changesPending ? refusalOfPending(market, to) : refusal;
    }

    private @Nullable RejectReason refusalOfPending(Market market, RevisedLink to) {
        int account = open.account(to.pending());
        return admission.groups.refusalOfRevisedPending(to.request(), stopOf(to), account, market);
    }

    private boolean changesWorking(RevisedLink to) {
        return to.price() != orders.price(to.working()) || to.quantity() != orders.quantity(to.working());
    }

    private boolean changesPending(RevisedLink to) {
        return !to.request().equals(orders.request(to.pending()));
    }

    private void become(Market market, AccountId account, RevisedLink to) {
        boolean changesWorking = changesWorking(to);
        if (changesPending(to)) {
            OrderRequest stop = stopOf(to);
            revisePending(market, to.pending(), to.request());
            if (stop != null) {
                revisePending(market, open.partner(to.pending()), stop);
            }
        }
        if (changesWorking) {
            changeWorking(market, account, to);
        }
    }

    private void revisePending(Market market, int slot, OrderRequest request) {
        open.revise(market, slot, request, 0);
        state.journal.emit(new OrderRevised(new OrderId(orders.id(slot)), request, null));
    }

    private void changeWorking(Market market, AccountId account, RevisedLink to) {
        int working = to.working();
        if (to.price() == orders.price(working) && to.quantity() < orders.quantity(working)) {
            amendment.reduce(account, working, new Quantity(to.quantity()));
            return;
        }
        OrderId id = new OrderId(orders.id(working));
        long remaining = to.quantity() - amendment.doneOf(working);
        MatchPlan plan = walk.byQuantity(
                market, open.account(working), orders.side(working), orders.prevention(working), to.price(), remaining);
        boolean acts = !BookExecution.mustWait(market, plan);
        boolean isFilled = acts && plan.traded() == remaining;
        boolean losesSome = acts && plan.taken() != plan.traded();
        open.unlink(working);
        amendment.goAnew(account, working, new Price(to.price()), new Quantity(to.quantity()), to.pending());
        execution.follow(market, id, to.pending(), isFilled, losesSome);
    }
}
