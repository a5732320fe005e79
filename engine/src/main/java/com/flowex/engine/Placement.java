package com.flowex.engine;

import com.flowex.domain.OrderId;
import com.flowex.domain.OrderRequest;
import com.flowex.domain.OrderTerms;
import com.flowex.domain.Quantity;
import com.flowex.domain.RejectReason;
import com.flowex.domain.event.OrderAccepted;
import com.flowex.domain.event.OrderRejected;
import com.flowex.engine.desk.Desks;
import com.flowex.engine.ids.ClientOrderIds;

/** The way of an order: known? admitted? then through the book, or to wait outside it. */
final class Placement {

    private final ExchangeState state;
    private final Journal journal;
    private final FirstAnswers answers;
    private final Admission admission;
    private final Walk walk;
    private final Reach reach;
    private final Passage passage;
    private final Waiting waiting;
    private final Slices slices;
    private final Taker taker = new Taker();

    Placement(
            ExchangeState state,
            FirstAnswers answers,
            Admission admission,
            Walk walk,
            Reach reach,
            Passage passage,
            Waiting waiting,
            Slices slices) {
        this.state = state;
        this.journal = state.journal;
        this.answers = answers;
        this.admission = admission;
        this.walk = walk;
        this.reach = reach;
        this.passage = passage;
        this.waiting = waiting;
        this.slices = slices;
    }

    void place(OrderRequest request) {
        int account = state.accounts.indexOf(request.account());
        if (account == Accounts.UNKNOWN) {
            reject(request, RejectReason.UNKNOWN_ACCOUNT);
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
            reject(request, misuse);
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
        RejectReason refusal = admission.refusalOf(request, account, desk, market);
        if (refusal == null) {
            accept(request, desk == Desks.NONE ? state.open.deskOf(account, market) : desk, market, fingerprint);
        } else {
            refuse(request, account, fingerprint, refusal);
        }
    }

    private void accept(OrderRequest request, int desk, Market market, long fingerprint) {
        OrderTerms terms = request.terms();
        boolean isByQuote = terms instanceof OrderTerms.MarketByQuote;
        Walk.End plan = isByQuote ? walk.end() : Walk.End.AMOUNT;
        OrderId id = new OrderId(state.takeOrderId());
        Quantity quantity = isByQuote ? new Quantity(walk.taken()) : request.quantity();
        int entry = tell(request, id, quantity, desk, fingerprint);
        state.touched.add(market);
        if (terms instanceof OrderTerms.Conditional) {
            waiting.begin(market, request, id.value(), desk, entry);
        } else if (terms instanceof OrderTerms.Twap) {
            slices.begin(market, request, id.value(), desk, entry);
        } else {
            taker.id = id;
            taker.account = request.account();
            taker.desk = desk;
            taker.entry = entry;
            taker.side = request.side();
            taker.prevention = request.selfTradePrevention();
            long units = quantity.units();
            taker.begin(terms, units, units, worstPriceOf(market, request));
            taker.plan = plan;
            passage.run(market, taker);
        }
    }

    /** A limit was admitted within the band, so it is the bound by itself. */
    private long worstPriceOf(Market market, OrderRequest request) {
        return request.terms() instanceof OrderTerms.Limit limit
                ? limit.price().units()
                : reach.band(market, request.side());
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
        reject(request, reason);
        answers.refuse(account, request.clientOrderId(), fingerprint, reason);
    }

    void reject(OrderRequest request, RejectReason reason) {
        journal.emit(new OrderRejected(request.account(), request.clientOrderId(), request.instrument(), reason));
    }
}
