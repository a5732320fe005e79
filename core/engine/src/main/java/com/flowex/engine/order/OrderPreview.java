package com.flowex.engine.order;

import com.flowex.domain.RejectReason;
import com.flowex.domain.command.PlaceOrderPair;
import com.flowex.domain.order.DebtEffects;
import com.flowex.domain.order.ExpiryReason;
import com.flowex.domain.order.OrderPlan;
import com.flowex.domain.order.OrderRequest;
import com.flowex.domain.order.OrderTerms;
import com.flowex.domain.order.PreviewAnswer;
import com.flowex.domain.order.Side;
import com.flowex.domain.order.TimeInForce;
import com.flowex.domain.value.ClientOrderId;
import com.flowex.domain.value.Quantity;
import com.flowex.engine.account.Accounts;
import com.flowex.engine.ids.ClientOrderIds;
import com.flowex.engine.ids.OrderFingerprint;
import com.flowex.engine.market.Market;
import com.flowex.engine.match.BookExecution;
import com.flowex.engine.match.MatchPlan;
import com.flowex.engine.match.MatchPlanner;
import com.flowex.engine.match.TakerFees;
import com.flowex.engine.risk.OrderFields;
import com.flowex.engine.risk.PriceBand;
import com.flowex.engine.risk.RiskChecks;
import com.flowex.engine.state.ExchangeState;
import com.flowex.engine.trigger.TimeWeightedOrders;
import org.jspecify.annotations.Nullable;

/**
 * Preview of placing an order. It uses the same guards and the same plan as {@link Placement}, and changes nothing. Its
 * result equals that of placing the order at the same position of the log.
 */
public final class OrderPreview {

    private final ExchangeState state;
    private final StoredAnswers answers;
    private final OrderAdmission admission;
    private final MatchPlanner walk;
    private final PriceBand priceBand;
    private final RiskChecks riskChecks;

    /** An admitted order, and the units that must be available for it. */
    private record AdmittedOrder(Market market, int account, OrderRequest request, long required) {}

    /** The result of an order's execution apart from its trades: open, lost and expired quantity. */
    private record PreviewRest(
            long prevented,
            long open,
            long expired,
            @Nullable ExpiryReason reason) {}

    public OrderPreview(
            ExchangeState state,
            StoredAnswers answers,
            OrderAdmission admission,
            MatchPlanner walk,
            PriceBand priceBand,
            RiskChecks riskChecks) {
        this.state = state;
        this.answers = answers;
        this.admission = admission;
        this.walk = walk;
        this.priceBand = priceBand;
        this.riskChecks = riskChecks;
    }

    /** Previews an order with these effects on debts. */
    public void answer(OrderRequest request, DebtEffects effects) {
        state.journal.tried(trialOf(request, effects));
    }

    /** Previews a pair of which one order cancels the other. */
    public void answerPair(PlaceOrderPair pair, DebtEffects effects) {
        state.journal.tried(trialOfPair(pair, effects));
    }

    /** Previews a working order that triggers another, or a pair. */
    public void answerLinked(LinkedOrders orders) {
        state.journal.tried(trialOfLinked(orders));
    }

    private PreviewAnswer trialOf(OrderRequest request, DebtEffects effects) {
        int account = state.accounts.indexOf(request.account());
        if (account == Accounts.UNKNOWN) {
            return new PreviewAnswer.Refused(RejectReason.UNKNOWN_ACCOUNT);
        }
        PreviewAnswer answered = answered(request, account, OrderFingerprint.of(request, effects));
        if (answered != null) {
            return answered;
        }
        Market market = state.markets.find(request.account().tenant(), request.instrument());
        if (market == null) {
            return new PreviewAnswer.Refused(RejectReason.UNKNOWN_INSTRUMENT);
        }
        int accountMarket = state.open.accountMarkets.find(account, market.index);
        MatchPlan plan = walk.of(request, account, market);
        AdmissionTerms as = AdmissionTerms.single(effects);
        RejectReason refusal = admission.refusalOf(request, account, accountMarket, market, plan, as);
        return refusal == null ? planned(request, account, market, plan) : new PreviewAnswer.Refused(refusal);
    }

    /** Returns the answer that an id determines without its order; null if the order decides. */
    private @Nullable PreviewAnswer answered(OrderRequest request, int account, long fingerprint) {
        int known = state.ids.find(account, request.clientOrderId(), state.journal.timeNanos());
        if (known != ClientOrderIds.UNKNOWN) {
            return answers.trialOf(known, fingerprint);
        }
        RejectReason fullness = answers.fullnessAsAnswered(account, request.clientOrderId());
        return fullness == null ? null : new PreviewAnswer.Refused(fullness);
    }

    /** Returns the same for two ids, of which the first identifies both orders. */
    private @Nullable PreviewAnswer answered(OrderRequest first, OrderRequest second, int account, long fingerprint) {
        PreviewAnswer answered = answered(first, account, fingerprint);
        return answered != null ? answered : misuseOf(second, account);
    }

    /** Returns the refusal that the id of another order causes; null if it is new. */
    private @Nullable PreviewAnswer misuseOf(OrderRequest other, int account) {
        ClientOrderId id = other.clientOrderId();
        RejectReason misuse = state.ids.find(account, id, state.journal.timeNanos()) == ClientOrderIds.UNKNOWN
                ? answers.fullnessAsAnswered(account, id)
                : RejectReason.CLIENT_ORDER_ID_REUSED;
        return misuse == null ? null : new PreviewAnswer.Refused(misuse);
    }

    /** Previews a pair: both orders wait, and together they hold the larger need. */
    private PreviewAnswer trialOfPair(PlaceOrderPair pair, DebtEffects effects) {
        OrderRequest limit = pair.limit();
        int account = state.accounts.indexOf(limit.account());
        if (account == Accounts.UNKNOWN) {
            return new PreviewAnswer.Refused(RejectReason.UNKNOWN_ACCOUNT);
        }
        PreviewAnswer answered = answered(limit, pair.stop(), account, PairPlacement.fingerprintOf(pair, effects));
        if (answered != null) {
            return answered;
        }
        Market market = state.markets.find(limit.account().tenant(), limit.instrument());
        if (market == null) {
            return new PreviewAnswer.Refused(RejectReason.UNKNOWN_INSTRUMENT);
        }
        int accountMarket = state.open.accountMarkets.find(account, market.index);
        MatchPlan nothing = walk.nothing();
        RejectReason refusal = admission.groups.refusalOfPair(pair, effects, account, accountMarket, market, nothing);
        if (refusal != null) {
            return new PreviewAnswer.Refused(refusal);
        }
        long larger = admission.groups.needOf(limit, pair.stop(), market, nothing);
        return new PreviewAnswer.Planned(waiting(new AdmittedOrder(market, account, limit, larger)));
    }

    /** Previews linked orders: the result is that of the working order, because the pending one holds nothing yet. */
    private PreviewAnswer trialOfLinked(LinkedOrders orders) {
        OrderRequest working = orders.working();
        OrderRequest stop = orders.stop();
        int account = state.accounts.indexOf(working.account());
        if (account == Accounts.UNKNOWN) {
            return new PreviewAnswer.Refused(RejectReason.UNKNOWN_ACCOUNT);
        }
        PreviewAnswer answered = answered(working, orders.pending(), account, orders.fingerprint());
        if (answered == null && stop != null) {
            answered = misuseOf(stop, account);
        }
        if (answered != null) {
            return answered;
        }
        Market market = state.markets.find(working.account().tenant(), working.instrument());
        if (market == null) {
            return new PreviewAnswer.Refused(RejectReason.UNKNOWN_INSTRUMENT);
        }
        int accountMarket = state.open.accountMarkets.find(account, market.index);
        MatchPlan plan = walk.of(working, account, market);
        RejectReason refusal = admission.groups.refusalOfLinked(orders, account, accountMarket, market, plan);
        return refusal == null ? planned(working, account, market, plan) : new PreviewAnswer.Refused(refusal);
    }

    private PreviewAnswer planned(OrderRequest request, int account, Market market, MatchPlan plan) {
        return new PreviewAnswer.Planned(
                planOf(new AdmittedOrder(market, account, request, admission.needOf(request, market, plan)), plan));
    }

    private OrderPlan planOf(AdmittedOrder order, MatchPlan plan) {
        long quantity = order.request().quantity().units();
        return switch (order.request().terms()) {
            case OrderTerms.Conditional _ -> waiting(order);
            case OrderTerms.Twap twap -> sliced(order, twap);
            case OrderTerms.Limit limit -> limited(order, limit, plan);
            case OrderTerms.Market _ -> atOnce(order, quantity, plan);
            case OrderTerms.MarketByQuote _ -> atOnce(order, plan.taken(), plan);
        };
    }

    /** Returns the result of an order that waits: nothing trades before the trigger, and the need is held. */
    private static OrderPlan waiting(AdmittedOrder order) {
        Quantity quantity = order.request().quantity();
        Quantity none = Quantity.ZERO;
        return new OrderPlan(quantity, none, 0, 0, 0, none, quantity, order.required(), order.required(), none, null);
    }

    private OrderPlan limited(AdmittedOrder order, OrderTerms.Limit limit, MatchPlan plan) {
        long quantity = order.request().quantity().units();
        boolean mustWait = BookExecution.mustWait(order.market(), plan);
        if (limit.timeInForce() == TimeInForce.FOK && (mustWait || plan.traded() < quantity)) {
            Quantity none = Quantity.ZERO;
            Quantity all = order.request().quantity();
            return new OrderPlan(all, none, 0, 0, 0, none, none, 0, order.required(), all, ExpiryReason.FILL_OR_KILL);
        }
        if (mustWait) {
            PreviewRest all = new PreviewRest(0, quantity, 0, null);
            return plan(order, quantity, walk.nothing(), all);
        }
        long left = quantity - plan.taken();
        ExpiryReason stop = reasonOfStop(plan);
        boolean mayStayOpen = limit.mayRest() || goesOn(plan);
        ExpiryReason reason = stop != null || mayStayOpen ? stop : ExpiryReason.IMMEDIATE_OR_CANCEL;
        return plan(order, quantity, plan, leftOf(left, left > 0 ? reason : null, plan));
    }

    private OrderPlan atOnce(AdmittedOrder order, long quantity, MatchPlan plan) {
        ExpiryReason reason = plan.end() == MatchPlan.PlanEnd.AMOUNT ? null : BookExecution.reasonOf(plan.end());
        return plan(order, quantity, plan, leftOf(quantity - plan.taken(), reason, plan));
    }

    /** Returns the result of a time-weighted order: the first slice is executed at once, the others are set aside. */
    private OrderPlan sliced(AdmittedOrder order, OrderTerms.Twap terms) {
        OrderRequest request = order.request();
        Market market = order.market();
        Side side = request.side();
        long quantity = request.quantity().units();
        long units = TimeWeightedOrders.sizeOfNext(riskChecks, market, quantity, terms.slices());
        long worst = priceBand.tighter(market, side, terms);
        MatchPlan plan = walk.byQuantity(market, order.account(), side, request.selfTradePrevention(), worst, units);
        long required = plan.needOf(market, side, OrderFields.limitPrice(terms), quantity);
        if (TimeWeightedOrders.isShort(market, side, plan, OrderFields.limitPrice(terms), quantity, available(order))) {
            Quantity all = request.quantity();
            Quantity none = Quantity.ZERO;
            return new OrderPlan(all, none, 0, 0, 0, none, none, 0, required, all, ExpiryReason.INSUFFICIENT_FUNDS);
        }
        long left = quantity - plan.taken();
        long prevented = plan.taken() - plan.traded();
        PreviewRest rest = plan.end() == MatchPlan.PlanEnd.OWN_ORDER
                ? new PreviewRest(prevented + left, 0, 0, ExpiryReason.SELF_TRADE_PREVENTED)
                : new PreviewRest(prevented, left, 0, null);
        return plan(new AdmittedOrder(market, order.account(), request, required), quantity, plan, rest);
    }

    private long available(AdmittedOrder order) {
        int accountMarket = state.open.accountMarkets.find(order.account(), order.market().index);
        return state.open.available(
                order.account(), accountMarket, order.market(), order.request().side());
    }

    private boolean goesOn(MatchPlan plan) {
        return plan.end() == MatchPlan.PlanEnd.FILL_LIMIT && state.rules().limitOrdersGoOn();
    }

    /** Returns the reason why nothing of a limit order may continue or rest; null if it may. */
    private @Nullable ExpiryReason reasonOfStop(MatchPlan plan) {
        return switch (plan.end()) {
            case FILL_LIMIT -> goesOn(plan) ? null : ExpiryReason.FILL_LIMIT;
            case HALTED, UNPAYABLE -> BookExecution.reasonOf(plan.end());
            case AMOUNT, BOOK, BOUND, OWN_ORDER -> null;
        };
    }

    /** @param reason reason why the rest expires; null if it rests or nothing is left */
    private static PreviewRest leftOf(long left, @Nullable ExpiryReason reason, MatchPlan plan) {
        long prevented = plan.taken() - plan.traded();
        if (plan.endsByPrevention()) {
            return new PreviewRest(prevented + left, 0, 0, ExpiryReason.SELF_TRADE_PREVENTED);
        }
        return reason == null ? new PreviewRest(prevented, left, 0, null) : new PreviewRest(prevented, 0, left, reason);
    }

    private OrderPlan plan(AdmittedOrder order, long quantity, MatchPlan plan, PreviewRest left) {
        OrderRequest request = order.request();
        long price = OrderFields.limitPrice(request.terms());
        TakerFees fees = new TakerFees(state, order.market(), order.account(), request.side());
        fees.take(plan);
        return new OrderPlan(
                new Quantity(quantity),
                new Quantity(plan.traded()),
                fees.trades(),
                plan.quoteTraded(),
                fees.units(),
                new Quantity(left.prevented()),
                new Quantity(left.open()),
                order.market().need(request.side(), price, left.open()),
                order.required(),
                new Quantity(left.expired()),
                left.reason());
    }
}
