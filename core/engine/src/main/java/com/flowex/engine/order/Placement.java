package com.flowex.engine.order;

import com.flowex.domain.RejectReason;
import com.flowex.domain.event.OrderAccepted;
import com.flowex.domain.order.DebtEffects;
import com.flowex.domain.order.OrderRequest;
import com.flowex.domain.order.OrderTerms;
import com.flowex.domain.value.ClientOrderId;
import com.flowex.domain.value.OrderId;
import com.flowex.domain.value.Quantity;
import com.flowex.engine.account.AccountMarkets;
import com.flowex.engine.account.Accounts;
import com.flowex.engine.ids.ClientOrderIds;
import com.flowex.engine.ids.OrderFingerprint;
import com.flowex.engine.market.Market;
import com.flowex.engine.match.BookExecution;
import com.flowex.engine.match.MatchPlan;
import com.flowex.engine.match.MatchPlanner;
import com.flowex.engine.match.Matching;
import com.flowex.engine.match.Taker;
import com.flowex.engine.state.EventEmitter;
import com.flowex.engine.state.ExchangeState;
import com.flowex.engine.trigger.ConditionalPlacement;
import com.flowex.engine.trigger.TimeWeightedOrders;

/** Placement of an order: checks its id, admits it, then executes it in the book or stores it outside. */
public final class Placement {

    private final ExchangeState state;
    private final EventEmitter journal;
    private final StoredAnswers answers;
    private final OrderAdmission admission;
    private final MatchPlanner walk;
    private final BookExecution execution;
    private final ConditionalPlacement conditionals;
    private final TimeWeightedOrders slices;
    private final Taker taker = new Taker();

    public Placement(
            ExchangeState state,
            StoredAnswers answers,
            OrderAdmission admission,
            Matching matching,
            ConditionalPlacement conditionals,
            TimeWeightedOrders slices) {
        this.state = state;
        this.journal = state.journal;
        this.answers = answers;
        this.admission = admission;
        this.walk = matching.walk();
        this.execution = matching.execution();
        this.conditionals = conditionals;
        this.slices = slices;
    }

    /** Places an order with these effects on debts. */
    public void place(OrderRequest request, DebtEffects effects) {
        int account = state.accounts.indexOf(request.account());
        if (account == Accounts.UNKNOWN) {
            journal.reject(request, RejectReason.UNKNOWN_ACCOUNT);
            return;
        }
        long fingerprint = OrderFingerprint.of(request, effects);
        if (isNew(request, account, fingerprint)) {
            place(request, account, fingerprint, AdmissionTerms.single(effects));
        }
    }

    /** Returns true if the order's id has not been seen and can be remembered; otherwise emits the answer. */
    public boolean isNew(OrderRequest request, int account, long fingerprint) {
        int known = state.ids.find(account, request.clientOrderId(), journal.timeNanos());
        RejectReason misuse = known == ClientOrderIds.UNKNOWN
                ? answers.fullnessFor(account, request.clientOrderId())
                : answers.misuseOf(known, fingerprint);
        if (misuse == null && known == ClientOrderIds.UNKNOWN) {
            return true;
        }
        if (misuse == null) {
            answers.repeat(known);
        } else {
            journal.reject(request, misuse);
        }
        return false;
    }

    /**
     * Works like {@link #isNew} for two orders placed together: the first one's id identifies both, and the second's
     * must be new.
     */
    boolean areNew(OrderRequest first, OrderRequest second, int account, long fingerprint) {
        return isNew(first, account, fingerprint) && isUnused(first, second, account);
    }

    /** Returns true if the id of another order that comes with the first is new; otherwise refuses the first. */
    boolean isUnused(OrderRequest first, OrderRequest other, int account) {
        ClientOrderId id = other.clientOrderId();
        RejectReason misuse = state.ids.find(account, id, journal.timeNanos()) == ClientOrderIds.UNKNOWN
                ? answers.fullnessFor(account, id)
                : RejectReason.CLIENT_ORDER_ID_REUSED;
        if (misuse != null) {
            journal.reject(first, misuse);
        }
        return misuse == null;
    }

    /** Places an order in place of another; its id has not been seen. */
    public void placeInstead(OrderRequest request, int account, long fingerprint, DebtEffects effects) {
        place(request, account, fingerprint, new AdmissionTerms(AdmissionKind.REPLACEMENT, effects));
    }

    private void place(OrderRequest request, int account, long fingerprint, AdmissionTerms as) {
        Market market = state.markets.find(request.account().tenant(), request.instrument());
        if (market == null) {
            refuse(request, account, fingerprint, RejectReason.UNKNOWN_INSTRUMENT);
            return;
        }
        int accountMarket = state.open.accountMarkets.find(account, market.index);
        MatchPlan plan = walk.of(request, account, market);
        RejectReason refusal = admission.refusalOf(request, account, accountMarket, market, plan, as);
        if (refusal == null) {
            accept(
                    request,
                    accountMarket == AccountMarkets.NONE ? state.open.accountMarketOf(account, market) : accountMarket,
                    market,
                    fingerprint,
                    plan,
                    as.effects());
        } else {
            refuse(request, account, fingerprint, refusal);
        }
    }

    private void accept(
            OrderRequest request,
            int accountMarket,
            Market market,
            long fingerprint,
            MatchPlan plan,
            DebtEffects effects) {
        OrderTerms terms = request.terms();
        OrderId id = new OrderId(state.takeOrderId());
        Quantity quantity = terms instanceof OrderTerms.MarketByQuote ? new Quantity(plan.taken()) : request.quantity();
        int entry = report(request, id, quantity, accountMarket, fingerprint);
        state.touched.add(market);
        admission.lend(request, id, accountMarket, market, plan, effects);
        if (terms instanceof OrderTerms.Conditional) {
            int slot = conditionals.begin(market, request, id.value(), accountMarket, entry);
            state.open.orders.repays(slot, effects.repays());
        } else if (terms instanceof OrderTerms.Twap) {
            slices.begin(market, request, id.value(), accountMarket, entry);
        } else {
            taker.becomeNew(request, id, accountMarket, entry);
            taker.repays = effects.repays();
            taker.begin(terms, quantity.units(), quantity.units(), 0);
            execution.enter(market, taker, plan);
        }
    }

    /**
     * Accepts an order and stores its id.
     *
     * @return the entry of its id
     */
    int report(OrderRequest request, OrderId id, Quantity quantity, int accountMarket, long fingerprint) {
        journal.emit(new OrderAccepted(id, request, quantity));
        int account = state.open.accountMarkets.account(accountMarket);
        return state.ids.accept(account, request.clientOrderId(), fingerprint, id.value(), journal.sequence());
    }

    /** Refuses two orders placed together and stores that under both ids. */
    void refuse(OrderRequest first, OrderRequest second, int account, long fingerprint, RejectReason reason) {
        refuse(first, account, fingerprint, reason);
        answers.refuse(account, second.clientOrderId(), fingerprint, reason);
    }

    /** Refuses linked orders and stores that under the id of each. */
    void refuse(LinkedOrders orders, int account, long fingerprint, RejectReason reason) {
        refuse(orders.working(), orders.pending(), account, fingerprint, reason);
        OrderRequest stop = orders.stop();
        if (stop != null) {
            answers.refuse(account, stop.clientOrderId(), fingerprint, reason);
        }
    }

    /** Refuses an order and stores that under its id. */
    public void refuse(OrderRequest request, int account, long fingerprint, RejectReason reason) {
        journal.reject(request, reason);
        answers.refuse(account, request.clientOrderId(), fingerprint, reason);
    }
}
