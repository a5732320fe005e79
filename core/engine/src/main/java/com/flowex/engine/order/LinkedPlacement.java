package com.flowex.engine.order;

import com.flowex.domain.RejectReason;
import com.flowex.domain.event.OrdersLinked;
import com.flowex.domain.event.OrdersPaired;
import com.flowex.domain.order.DebtEffects;
import com.flowex.domain.order.OrderRequest;
import com.flowex.domain.order.OrderTerms;
import com.flowex.domain.value.OrderId;
import com.flowex.engine.account.AccountMarkets;
import com.flowex.engine.account.Accounts;
import com.flowex.engine.market.Market;
import com.flowex.engine.match.BookExecution;
import com.flowex.engine.match.MatchPlan;
import com.flowex.engine.match.MatchPlanner;
import com.flowex.engine.match.Matching;
import com.flowex.engine.match.Taker;
import com.flowex.engine.state.ExchangeState;
import com.flowex.engine.trigger.ConditionalPlacement;

/**
 * Placement of linked orders (one triggers another, or a pair). The working order is executed at once, or waits for its
 * trigger; what is pending waits until it is filled. All are admitted or none.
 */
public final class LinkedPlacement {

    private final ExchangeState state;
    private final Placement placement;
    private final OrderAdmission admission;
    private final MatchPlanner walk;
    private final BookExecution execution;
    private final PendingOrders pendings;
    private final ConditionalPlacement conditionals;
    private final Taker taker = new Taker();

    public LinkedPlacement(
            ExchangeState state,
            Placement placement,
            OrderAdmission admission,
            Matching matching,
            PendingOrders pendings,
            ConditionalPlacement conditionals) {
        this.state = state;
        this.placement = placement;
        this.admission = admission;
        this.walk = matching.walk();
        this.execution = matching.execution();
        this.pendings = pendings;
        this.conditionals = conditionals;
    }

    public void place(LinkedOrders orders) {
        OrderRequest working = orders.working();
        OrderRequest stop = orders.stop();
        int account = state.accounts.indexOf(working.account());
        if (account == Accounts.UNKNOWN) {
            state.journal.reject(working, RejectReason.UNKNOWN_ACCOUNT);
            return;
        }
        long fingerprint = orders.fingerprint();
        if (placement.areNew(working, orders.pending(), account, fingerprint)
                && (stop == null || placement.isUnused(working, stop, account))) {
            place(orders, account, fingerprint);
        }
    }

    private void place(LinkedOrders orders, int account, long fingerprint) {
        OrderRequest working = orders.working();
        Market market = state.markets.find(working.account().tenant(), working.instrument());
        if (market == null) {
            placement.refuse(orders, account, fingerprint, RejectReason.UNKNOWN_INSTRUMENT);
            return;
        }
        int accountMarket = state.open.accountMarkets.find(account, market.index);
        MatchPlan plan = walk.of(working, account, market);
        RejectReason refusal = admission.groups.refusalOfLinked(orders, account, accountMarket, market, plan);
        if (refusal == null) {
            int opened =
                    accountMarket == AccountMarkets.NONE ? state.open.accountMarketOf(account, market) : accountMarket;
            accept(orders, opened, market, fingerprint, plan);
        } else {
            placement.refuse(orders, account, fingerprint, refusal);
        }
    }

    private void accept(LinkedOrders orders, int accountMarket, Market market, long fingerprint, MatchPlan plan) {
        OrderRequest working = orders.working();
        OrderId workingId = new OrderId(state.takeOrderId());
        int workingEntry = placement.report(working, workingId, working.quantity(), accountMarket, fingerprint);
        DebtEffects effects = orders.effects();
        admission.lend(working, workingId, accountMarket, market, plan, effects);
        if (working.terms() instanceof OrderTerms.Conditional) {
            int workingSlot = conditionals.stand(market, working, workingId.value(), accountMarket, workingEntry);
            state.open.orders.repays(workingSlot, effects.repays());
            state.open.link(workingSlot, acceptPending(orders, workingId, accountMarket, market, fingerprint));
            conditionals.watch(market, workingSlot);
            return;
        }
        int pendingSlot = acceptPending(orders, workingId, accountMarket, market, fingerprint);
        long units = working.quantity().units();
        boolean acts = !BookExecution.mustWait(market, plan);
        boolean isFilled = acts && plan.traded() == units;
        boolean losesSome = acts && plan.taken() != plan.traded();
        taker.becomeNew(working, workingId, accountMarket, workingEntry);
        taker.repays = effects.repays();
        taker.pays(state.open.orders, pendingSlot);
        taker.begin((OrderTerms.Limit) working.terms(), units, units, 0);
        execution.enter(market, taker, plan);
        execution.follow(market, workingId, pendingSlot, isFilled, losesSome);
    }

    /** Returns the slot of the pending order, or of the first of the pending pair. */
    private int acceptPending(
            LinkedOrders orders, OrderId working, int accountMarket, Market market, long fingerprint) {
        OrderRequest pending = orders.pending();
        OrderId id = new OrderId(state.takeOrderId());
        int entry = placement.report(pending, id, pending.quantity(), accountMarket, fingerprint);
        OrderRequest stop = orders.stop();
        if (stop == null) {
            state.journal.emit(new OrdersLinked(working, id));
            return stand(orders, pending, id, accountMarket, entry, market);
        }
        OrderId stopId = new OrderId(state.takeOrderId());
        int stopEntry = placement.report(stop, stopId, stop.quantity(), accountMarket, fingerprint);
        state.journal.emit(new OrdersLinked(working, id));
        state.journal.emit(new OrdersLinked(working, stopId));
        state.journal.emit(new OrdersPaired(id, stopId));
        int first = stand(orders, pending, id, accountMarket, entry, market);
        int second = stand(orders, stop, stopId, accountMarket, stopEntry, market);
        state.open.pair(market, first, second);
        return first;
    }

    private int stand(
            LinkedOrders orders, OrderRequest pending, OrderId id, int accountMarket, int entry, Market market) {
        int slot = pendings.stand(market, pending, id, accountMarket, entry, orders.pays());
        state.open.orders.effects(slot, orders.pendingEffects());
        return slot;
    }
}
