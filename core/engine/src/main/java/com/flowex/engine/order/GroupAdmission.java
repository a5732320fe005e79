package com.flowex.engine.order;

import com.flowex.domain.RejectReason;
import com.flowex.domain.order.OrderRequest;
import com.flowex.domain.order.OrderTerms;
import com.flowex.engine.market.Market;
import com.flowex.engine.match.MatchPlan;
import com.flowex.engine.risk.OrderFields;
import com.flowex.engine.state.ExchangeState;
import org.jspecify.annotations.Nullable;

/** Admission of pairs and lists: each of their orders by {@link OrderAdmission}, and the orders against each other. */
public final class GroupAdmission {

    private final ExchangeState state;
    private final OrderAdmission admission;

    GroupAdmission(ExchangeState state, OrderAdmission admission) {
        this.state = state;
        this.admission = admission;
    }

    /**
     * Returns the first reason not to start a pending order; null if there is none. It must pass all checks of a new
     * order, but it already has its place.
     */
    @Nullable
    RejectReason refusalOfStart(OrderRequest order, int account, int accountMarket, Market market, MatchPlan plan) {
        return admission.refusalOf(
                order, account, accountMarket, market, plan, AdmissionTerms.of(AdmissionKind.STARTING));
    }

    /** Works like {@link #refusalOfStart} for one order of a pending pair, which never takes at its start. */
    @Nullable
    RejectReason refusalOfStartOfLeg(
            OrderRequest order, int account, int accountMarket, Market market, MatchPlan nothing) {
        return admission.refusalOf(
                order, account, accountMarket, market, nothing, AdmissionTerms.of(AdmissionKind.STARTING_LEG));
    }

    /**
     * Returns the first reason to refuse linked orders. The working order must pass all checks of an order; the pending
     * ones, those that do not depend on their start.
     *
     * @param plan plan of the working order's immediate execution
     */
    @Nullable
    RejectReason refusalOfLinked(LinkedOrders orders, int account, int accountMarket, Market market, MatchPlan plan) {
        if (orders.areTooNew(state.rules())) {
            return RejectReason.RULES_TOO_OLD;
        }
        OrderRequest pending = orders.pending();
        OrderRequest stop = orders.stop();
        if (stop == null) {
            return OrderAdmission.earlier(
                    admission.refusalOf(
                            orders.working(),
                            account,
                            accountMarket,
                            market,
                            plan,
                            AdmissionTerms.of(AdmissionKind.WORKING)),
                    refusalOfPending(
                            pending, account, accountMarket, market, AdmissionTerms.of(AdmissionKind.WORKING)));
        }
        RejectReason ofPair = OrderAdmission.earlier(
                refusalOfPending(pending, account, accountMarket, market, AdmissionTerms.of(AdmissionKind.PENDING_LEG)),
                refusalOfPending(stop, account, accountMarket, market, AdmissionTerms.of(AdmissionKind.PENDING_LEG)));
        return OrderAdmission.earlier(
                admission.refusalOf(
                        orders.working(),
                        account,
                        accountMarket,
                        market,
                        plan,
                        AdmissionTerms.of(AdmissionKind.WORKING_FOR_PAIR)),
                OrderAdmission.earlier(ofPair, PairChecks.refusalOf(pending, stop, state.rules())));
    }

    private @Nullable RejectReason refusalOfPending(
            OrderRequest order, int account, int accountMarket, Market market, AdmissionTerms as) {
        RejectReason refusal = refusalOfPending(order, account, market, as);
        return refusal != null
                ? refusal
                : admission.refusalOfNumber(
                        order.terms(), OrderAdmission.mayStayOpen(order.terms()), account, accountMarket, market, as);
    }

    /** Returns the first reason to refuse other terms of a pending order, which is counted since it was accepted. */
    public @Nullable RejectReason refusalOfRevisedPending(OrderRequest order, int account, Market market) {
        return refusalOfPending(order, account, market, AdmissionTerms.of(AdmissionKind.WORKING));
    }

    private @Nullable RejectReason refusalOfPending(OrderRequest order, int account, Market market, AdmissionTerms as) {
        RejectReason refusal = admission.refusalOfAccount(order, market, account, as);
        if (refusal == null) {
            refusal = admission.refusalOfKind(order.terms(), market, as);
        }
        if (refusal == null) {
            refusal = OrderFields.refusalOf(order, market, state.rules());
        }
        if (refusal == null && !(order.terms() instanceof OrderTerms.Market)) {
            refusal = admission.refusalOfValue(order, account, market, 0);
        }
        if (refusal == null && admission.isPast(OrderFields.expiresNanos(order.terms()))) {
            refusal = RejectReason.EXPIRY_PASSED;
        }
        return refusal;
    }

    /**
     * Returns the first reason to refuse a pair: every guard checks the limit order, then the stop.
     *
     * @param plan plan of the immediate execution of both: empty
     */
    @Nullable
    RejectReason refusalOfPair(
            OrderRequest limit, OrderRequest stop, int account, int accountMarket, Market market, MatchPlan plan) {
        RejectReason first = OrderAdmission.earlier(
                admission.refusalOf(limit, account, accountMarket, market, plan, AdmissionTerms.of(AdmissionKind.LEG)),
                admission.refusalOf(stop, account, accountMarket, market, plan, AdmissionTerms.of(AdmissionKind.LEG)));
        return OrderAdmission.earlier(first, PairChecks.refusalOf(limit, stop, state.rules()));
    }
}
