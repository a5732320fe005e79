package com.flowex.engine;

import com.flowex.domain.ExpiryReason;
import com.flowex.domain.OrderPlan;
import com.flowex.domain.OrderRequest;
import com.flowex.domain.OrderTerms;
import com.flowex.domain.Quantity;
import com.flowex.domain.RejectReason;
import com.flowex.domain.TimeInForce;
import com.flowex.domain.Trial;
import com.flowex.engine.ids.ClientOrderIds;
import org.jspecify.annotations.Nullable;

/**
 * What placing an order would do: the way of {@link Placement}, asked of the same guards and the same look at the book, and
 * nothing done. What it says is what placing does at the same place of the log.
 */
final class Trials {

    private final ExchangeState state;
    private final FirstAnswers answers;
    private final Admission admission;
    private final Walk walk;
    private final Reach reach;
    private final Gate gate;

    /** An order that is admitted, and what it must find available. */
    private record Admitted(Market market, int account, OrderRequest request, long required) {}

    /** What the order's way through the book leaves open, loses and ends with. */
    private record Left(
            long prevented,
            long open,
            long expired,
            @Nullable ExpiryReason reason) {}

    Trials(ExchangeState state, FirstAnswers answers, Admission admission, Walk walk, Reach reach, Gate gate) {
        this.state = state;
        this.answers = answers;
        this.admission = admission;
        this.walk = walk;
        this.reach = reach;
        this.gate = gate;
    }

    void answer(OrderRequest request) {
        state.journal.tried(trialOf(request));
    }

    private Trial trialOf(OrderRequest request) {
        int account = state.accounts.indexOf(request.account());
        if (account == Accounts.UNKNOWN) {
            return new Trial.Refused(RejectReason.UNKNOWN_ACCOUNT);
        }
        int known = state.ids.find(account, request.clientOrderId(), state.journal.timeNanos());
        if (known != ClientOrderIds.UNKNOWN) {
            return answers.trialOf(known, Fingerprint.of(request));
        }
        RejectReason fullness = answers.fullnessAsTold(account, request.clientOrderId());
        if (fullness != null) {
            return new Trial.Refused(fullness);
        }
        Market market = state.markets.find(request.account().tenant(), request.instrument());
        if (market == null) {
            return new Trial.Refused(RejectReason.UNKNOWN_INSTRUMENT);
        }
        int desk = state.open.desks.find(account, market.index);
        RejectReason refusal = admission.refusalOf(request, account, desk, market);
        return refusal == null
                ? new Trial.Planned(planOf(new Admitted(market, account, request, admission.needOf(request, market))))
                : new Trial.Refused(refusal);
    }

    private OrderPlan planOf(Admitted order) {
        return switch (order.request().terms()) {
            case OrderTerms.Conditional _ -> waiting(order);
            case OrderTerms.Twap twap -> sliced(order, twap);
            case OrderTerms.Limit limit -> limited(order, limit);
            case OrderTerms.Market _ -> atOnce(order, order.request().quantity().units(), Walk.End.AMOUNT);
            case OrderTerms.MarketByQuote _ -> atOnce(order, walk.taken(), walk.end());
        };
    }

    /** Nothing happens before the trigger; what is needed for it is held. */
    private static OrderPlan waiting(Admitted order) {
        Quantity quantity = order.request().quantity();
        Quantity none = Quantity.ZERO;
        return new OrderPlan(quantity, none, 0, 0, 0, none, quantity, order.required(), order.required(), none, null);
    }

    private OrderPlan limited(Admitted order, OrderTerms.Limit limit) {
        long quantity = order.request().quantity().units();
        TakerFees fees = walk(order, quantity, limit.price().units());
        if (limit.timeInForce() == TimeInForce.FOK && walk.traded() < quantity) {
            Quantity none = Quantity.ZERO;
            Quantity all = order.request().quantity();
            return new OrderPlan(all, none, 0, 0, 0, none, none, 0, order.required(), all, ExpiryReason.FILL_OR_KILL);
        }
        long left = quantity - walk.taken();
        ExpiryReason stop = reasonOfStop();
        ExpiryReason reason = stop != null || limit.mayRest() ? stop : ExpiryReason.IMMEDIATE_OR_CANCEL;
        return plan(order, quantity, fees, leftOf(left, left > 0 ? reason : null));
    }

    /** @param plan why the look at the book by quote amount was over */
    private OrderPlan atOnce(Admitted order, long quantity, Walk.End plan) {
        TakerFees fees =
                walk(order, quantity, reach.band(order.market(), order.request().side()));
        long left = quantity - walk.taken();
        Walk.End end = left > 0 ? walk.end() : plan;
        return plan(order, quantity, fees, leftOf(left, end == Walk.End.AMOUNT ? null : Passage.reasonOf(end)));
    }

    /** The first slice goes through the book at once, the others stand aside. */
    private OrderPlan sliced(Admitted order, OrderTerms.Twap terms) {
        Market market = order.market();
        long quantity = order.request().quantity().units();
        long units = gate.isTrading(market) ? Slices.sizeOf(market, quantity, terms.slices()) : 0;
        TakerFees fees =
                walk(order, units, reach.tighter(market, order.request().side(), terms));
        long left = quantity - walk.taken();
        boolean isEnded = walk.end() == Walk.End.OWN_ORDER;
        long prevented = walk.taken() - walk.traded();
        Left rest = isEnded
                ? new Left(prevented + left, 0, 0, ExpiryReason.SELF_TRADE_PREVENTED)
                : new Left(prevented, left, 0, null);
        return plan(order, quantity, fees, rest);
    }

    private TakerFees walk(Admitted order, long quantity, long worst) {
        OrderRequest request = order.request();
        TakerFees fees = new TakerFees(state, order.market(), order.account(), request.side());
        walk.byQuantity(
                order.market(), order.account(), request.side(), request.selfTradePrevention(), worst, quantity, fees);
        return fees;
    }

    /** Why nothing of the order may go on or rest; null: it may rest. */
    private @Nullable ExpiryReason reasonOfStop() {
        return switch (walk.end()) {
            case HALTED -> ExpiryReason.CIRCUIT_BREAKER;
            case FILL_LIMIT -> ExpiryReason.FILL_LIMIT;
            case AMOUNT, BOOK, BOUND, OWN_ORDER -> null;
        };
    }

    /** @param reason why what is left ends; null: it rests, or nothing is left */
    private Left leftOf(long left, @Nullable ExpiryReason reason) {
        long prevented = walk.taken() - walk.traded();
        if (walk.end() == Walk.End.OWN_ORDER || walk.isPreventedLast()) {
            return new Left(prevented + left, 0, 0, ExpiryReason.SELF_TRADE_PREVENTED);
        }
        return reason == null ? new Left(prevented, left, 0, null) : new Left(prevented, 0, left, reason);
    }

    private OrderPlan plan(Admitted order, long quantity, TakerFees fees, Left left) {
        OrderRequest request = order.request();
        long price = OrderFields.limitPrice(request.terms());
        return new OrderPlan(
                new Quantity(quantity),
                new Quantity(walk.traded()),
                fees.trades(),
                walk.quote(),
                fees.units(),
                new Quantity(left.prevented()),
                new Quantity(left.open()),
                order.market().need(request.side(), price, left.open()),
                order.required(),
                new Quantity(left.expired()),
                left.reason());
    }
}
