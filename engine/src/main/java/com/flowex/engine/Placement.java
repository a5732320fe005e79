package com.flowex.engine;

import com.flowex.domain.OrderId;
import com.flowex.domain.OrderRequest;
import com.flowex.domain.OrderTerms;
import com.flowex.domain.Quantity;
import com.flowex.domain.RejectReason;
import com.flowex.domain.event.OrderAccepted;
import com.flowex.engine.desk.Desks;
import com.flowex.engine.ids.ClientOrderIds;

/** The way of an order: known? admitted? then through the book, or to wait outside it. */
final class Placement {

    private final ExchangeState state;
    private final Journal journal;
    private final FirstAnswers answers;
    private final Admission admission;
    private final Walk walk;
    private final Passage passage;
    private final Waiting waiting;
    private final Slices slices;
    private final Taker taker = new Taker();

    Placement(
            ExchangeState state,
            FirstAnswers answers,
            Admission admission,
            Walk walk,
            Passage passage,
            Waiting waiting,
            Slices slices) {
        this.state = state;
        this.journal = state.journal;
        this.answers = answers;
        this.admission = admission;
        this.walk = walk;
        this.passage = passage;
        this.waiting = waiting;
        this.slices = slices;
    }

    void place(OrderRequest request) {
        int account = state.accounts.indexOf(request.account());
        if (account == Accounts.UNKNOWN) {
            journal.reject(request, RejectReason.UNKNOWN_ACCOUNT);
            return;
        }
        long fingerprint = Fingerprint.of(request);
        if (isNew(request, account, fingerprint)) {
            place(request, account, fingerprint);
        }
    }

    /** Whether the order's id has not been seen and can be remembered; if not, this answers. */
    boolean isNew(OrderRequest request, int account, long fingerprint) {
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

    /** An order whose id has not been seen. */
    void place(OrderRequest request, int account, long fingerprint) {
        Market market = state.markets.find(request.account().tenant(), request.instrument());
        if (market == null) {
            refuse(request, account, fingerprint, RejectReason.UNKNOWN_INSTRUMENT);
            return;
        }
        int desk = state.open.desks.find(account, market.index);
        Plan plan = walk.of(request, account, market);
        RejectReason refusal = admission.refusalOf(request, account, desk, market, plan);
        if (refusal == null) {
            accept(request, desk == Desks.NONE ? state.open.deskOf(account, market) : desk, market, fingerprint, plan);
        } else {
            refuse(request, account, fingerprint, refusal);
        }
    }

    private void accept(OrderRequest request, int desk, Market market, long fingerprint, Plan plan) {
        OrderTerms terms = request.terms();
        OrderId id = new OrderId(state.takeOrderId());
        Quantity quantity = terms instanceof OrderTerms.MarketByQuote ? new Quantity(plan.taken()) : request.quantity();
        int entry = tell(request, id, quantity, desk, fingerprint);
        state.touched.add(market);
        if (terms instanceof OrderTerms.Conditional) {
            waiting.begin(market, request, id.value(), desk, entry);
        } else if (terms instanceof OrderTerms.Twap) {
            slices.begin(market, request, id.value(), desk, entry);
        } else {
            taker.becomeNew(request, id, desk, entry);
            taker.begin(terms, quantity.units(), quantity.units(), 0);
            passage.run(market, taker, plan);
        }
    }

    /**
     * An order is accepted and its id remembered.
     *
     * @return the entry of its id
     */
    int tell(OrderRequest request, OrderId id, Quantity quantity, int desk, long fingerprint) {
        journal.emit(new OrderAccepted(id, request, quantity));
        int account = state.open.desks.account(desk);
        return state.ids.accept(account, request.clientOrderId(), fingerprint, id.value(), journal.sequence());
    }

    /** Refuses an order and remembers that under its id. */
    void refuse(OrderRequest request, int account, long fingerprint, RejectReason reason) {
        journal.reject(request, reason);
        answers.refuse(account, request.clientOrderId(), fingerprint, reason);
    }
}
