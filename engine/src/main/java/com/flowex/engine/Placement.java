package com.flowex.engine;

import com.flowex.domain.ExpiryReason;
import com.flowex.domain.OrderId;
import com.flowex.domain.OrderRequest;
import com.flowex.domain.OrderTerms;
import com.flowex.domain.Quantity;
import com.flowex.domain.RejectReason;
import com.flowex.domain.TimeInForce;
import com.flowex.domain.event.OrderAccepted;
import com.flowex.domain.event.OrderExpired;
import com.flowex.domain.event.OrderRejected;
import com.flowex.domain.event.OrderRested;
import com.flowex.engine.ids.ClientOrderIds;

/** The way of an order: known? admitted? trade, then rest or expire. */
final class Placement {

    private final ExchangeState state;
    private final Journal journal;
    private final Answers answers;
    private final Liquidity liquidity;
    private final Admission admission;
    private final Matching matching;

    Placement(ExchangeState state, Answers answers) {
        this.state = state;
        this.journal = state.journal;
        this.answers = answers;
        this.liquidity = new Liquidity(state.open.orders);
        this.admission = new Admission(state, liquidity);
        this.matching = new Matching(state);
    }

    static UnsupportedOperationException notServed(OrderRequest request) {
        return new UnsupportedOperationException("not served yet: " + request);
    }

    void place(OrderRequest request) {
        int account = state.accounts.indexOf(request.account());
        if (account == Accounts.UNKNOWN) {
            reject(request, RejectReason.UNKNOWN_ACCOUNT);
            return;
        }
        long fingerprint = Answers.fingerprint(request);
        int known = state.ids.find(account, request.clientOrderId(), journal.timeNanos());
        if (known != ClientOrderIds.UNKNOWN) {
            RejectReason misuse = answers.misuseOf(known, fingerprint);
            if (misuse == null) {
                answers.repeat(known);
            } else {
                reject(request, misuse);
            }
            return;
        }
        Market market = state.markets.find(request.account().tenant(), request.instrument());
        RejectReason refusal = admission.refusalOf(request, account, market);
        if (market == null || refusal != null) {
            RejectReason reason = refusal == null ? RejectReason.UNKNOWN_INSTRUMENT : refusal;
            reject(request, reason);
            answers.refuse(account, request.clientOrderId(), fingerprint, reason);
            return;
        }
        accept(request, account, market, fingerprint);
    }

    private void accept(OrderRequest request, int account, Market market, long fingerprint) {
        OrderId id = new OrderId(state.takeOrderId());
        journal.emit(new OrderAccepted(id, request, request.quantity()));
        int entry = state.ids.accept(account, request.clientOrderId(), fingerprint, id.value(), journal.sequence());
        Matching.Taker taker = new Matching.Taker(id, request, account);
        if (isFillOrKill(request.terms()) && !canFill(market, request)) {
            end(taker, entry, request.quantity().units(), ExpiryReason.FILL_OR_KILL);
            return;
        }
        long open = matching.match(market, taker);
        if (open == 0) {
            state.ids.close(entry, journal.timeNanos());
        } else {
            restOrExpire(market, taker, entry, open);
        }
        Invariant.check(!market.book.isCrossed(), "the best bid is below the best ask");
    }

    private boolean canFill(Market market, OrderRequest request) {
        return liquidity.canFill(
                market, request.side(), request.terms(), request.quantity().units());
    }

    private void restOrExpire(Market market, Matching.Taker taker, int entry, long open) {
        OrderRequest request = taker.request();
        if (liquidity.wouldTake(market, request.side(), request.terms())) {
            end(taker, entry, open, ExpiryReason.FILL_LIMIT);
            return;
        }
        switch (request.terms()) {
            case OrderTerms.Market() -> end(taker, entry, open, ExpiryReason.NO_LIQUIDITY);
            case OrderTerms.Limit limit
            when limit.timeInForce() == TimeInForce.GTC -> rest(market, taker, limit, entry, open);
            case OrderTerms.MarketByQuote _, OrderTerms.Conditional _, OrderTerms.Twap _ -> throw notServed(request);
            case OrderTerms.Limit _ -> end(taker, entry, open, ExpiryReason.IMMEDIATE_OR_CANCEL);
        }
    }

    private void rest(Market market, Matching.Taker taker, OrderTerms.Limit limit, int entry, long open) {
        OrderRequest request = taker.request();
        long quantity = request.quantity().units();
        long price = limit.price().units();
        state.open.enter(market, taker.id().value(), taker.account(), request.side(), price, quantity, open, entry);
        journal.emit(new OrderRested(
                taker.id(),
                request.instrument(),
                request.side(),
                limit.price(),
                new Quantity(open),
                new Quantity(open)));
    }

    private void end(Matching.Taker taker, int entry, long open, ExpiryReason reason) {
        OrderRequest request = taker.request();
        journal.emit(new OrderExpired(
                taker.id(),
                request.account(),
                request.instrument(),
                request.side(),
                null,
                new Quantity(open),
                Quantity.ZERO,
                reason));
        state.ids.close(entry, journal.timeNanos());
    }

    private static boolean isFillOrKill(OrderTerms terms) {
        return terms instanceof OrderTerms.Limit limit && limit.timeInForce() == TimeInForce.FOK;
    }

    private void reject(OrderRequest request, RejectReason reason) {
        journal.emit(new OrderRejected(request.account(), request.clientOrderId(), request.instrument(), reason));
    }
}
