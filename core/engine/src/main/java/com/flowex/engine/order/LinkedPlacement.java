package com.flowex.engine.order;

import com.flowex.domain.RejectReason;
import com.flowex.domain.event.OrdersLinked;
import com.flowex.domain.order.OrderRequest;
import com.flowex.domain.order.OrderTerms;
import com.flowex.domain.value.OrderId;
import com.flowex.engine.account.AccountMarkets;
import com.flowex.engine.account.Accounts;
import com.flowex.engine.ids.OrderFingerprint;
import com.flowex.engine.market.Market;
import com.flowex.engine.match.BookExecution;
import com.flowex.engine.match.MatchPlan;
import com.flowex.engine.match.MatchPlanner;
import com.flowex.engine.match.Matching;
import com.flowex.engine.match.Taker;
import com.flowex.engine.state.ExchangeState;

/**
 * Placement of linked orders (one triggers the other). The working order is executed at once; the pending one waits
 * until it is filled. Both are admitted or none.
 */
public final class LinkedPlacement {

    private final ExchangeState state;
    private final Placement placement;
    private final OrderAdmission admission;
    private final MatchPlanner walk;
    private final BookExecution execution;
    private final PendingOrders pendings;
    private final Taker taker = new Taker();

    public LinkedPlacement(
            ExchangeState state,
            Placement placement,
            OrderAdmission admission,
            Matching matching,
            PendingOrders pendings) {
        this.state = state;
        this.placement = placement;
        this.admission = admission;
        this.walk = matching.walk();
        this.execution = matching.execution();
        this.pendings = pendings;
    }

    public void place(OrderRequest working, OrderRequest pending) {
        int account = state.accounts.indexOf(working.account());
        if (account == Accounts.UNKNOWN) {
            state.journal.reject(working, RejectReason.UNKNOWN_ACCOUNT);
            return;
        }
        long fingerprint = OrderFingerprint.ofLinked(working, pending);
        if (placement.areNew(working, pending, account, fingerprint)) {
            place(working, pending, account, fingerprint);
        }
    }

    private void place(OrderRequest working, OrderRequest pending, int account, long fingerprint) {
        Market market = state.markets.find(working.account().tenant(), working.instrument());
        if (market == null) {
            placement.refuse(working, pending, account, fingerprint, RejectReason.UNKNOWN_INSTRUMENT);
            return;
        }
        int accountMarket = state.open.accountMarkets.find(account, market.index);
        MatchPlan plan = walk.of(working, account, market);
        RejectReason refusal = admission.refusalOfLinked(working, pending, account, accountMarket, market, plan);
        if (refusal == null) {
            int opened =
                    accountMarket == AccountMarkets.NONE ? state.open.accountMarketOf(account, market) : accountMarket;
            accept(working, pending, opened, market, fingerprint, plan);
        } else {
            placement.refuse(working, pending, account, fingerprint, refusal);
        }
    }

    private void accept(
            OrderRequest working,
            OrderRequest pending,
            int accountMarket,
            Market market,
            long fingerprint,
            MatchPlan plan) {
        OrderId workingId = new OrderId(state.takeOrderId());
        int workingEntry = placement.report(working, workingId, working.quantity(), accountMarket, fingerprint);
        OrderId pendingId = new OrderId(state.takeOrderId());
        int pendingEntry = placement.report(pending, pendingId, pending.quantity(), accountMarket, fingerprint);
        state.journal.emit(new OrdersLinked(workingId, pendingId));
        int pendingSlot = pendings.stand(market, pending, pendingId, accountMarket, pendingEntry);
        long units = working.quantity().units();
        boolean acts = !BookExecution.mustWait(market, plan);
        boolean isFilled = acts && plan.traded() == units;
        boolean losesSome = acts && plan.taken() != plan.traded();
        taker.becomeNew(working, workingId, accountMarket, workingEntry);
        taker.begin((OrderTerms.Limit) working.terms(), units, units, 0);
        execution.enter(market, taker, plan);
        execution.follow(market, workingId, pendingSlot, isFilled, losesSome);
    }
}
