package com.flowex.engine.order;

import com.flowex.domain.RejectReason;
import com.flowex.domain.command.PlaceOrderPair;
import com.flowex.domain.order.DebtEffects;
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
    RejectReason refusalOfStart(
            OrderRequest order, int accountMarket, Market market, MatchPlan plan, DebtEffects effects) {
        return refusalOfStart(order, accountMarket, market, plan, AdmissionKind.STARTING, effects);
    }

    /** Works like {@link #refusalOfStart} for one order of a pending pair, which never takes at its start. */
    @Nullable
    RejectReason refusalOfStartOfLeg(
            OrderRequest order, int accountMarket, Market market, MatchPlan nothing, DebtEffects effects) {
        return refusalOfStart(order, accountMarket, market, nothing, AdmissionKind.STARTING_LEG, effects);
    }

    private @Nullable RejectReason refusalOfStart(
            OrderRequest order,
            int accountMarket,
            Market market,
            MatchPlan plan,
            AdmissionKind kind,
            DebtEffects effects) {
        int account = state.open.accountMarkets.account(accountMarket);
        return admission.refusalOf(order, account, accountMarket, market, plan, new AdmissionTerms(kind, effects));
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
        OrderRequest working = orders.working();
        OrderRequest pending = orders.pending();
        OrderRequest stop = orders.stop();
        if (stop == null) {
            AdmissionTerms as = new AdmissionTerms(AdmissionKind.WORKING, orders.effects());
            AdmissionTerms later = new AdmissionTerms(AdmissionKind.WORKING, orders.pendingEffects());
            return OrderAdmission.earlier(
                    admission.refusalOf(working, account, accountMarket, market, plan, as),
                    refusalOfNewPending(pending, account, market, later));
        }
        AdmissionTerms as = new AdmissionTerms(AdmissionKind.WORKING_FOR_PAIR, orders.effects());
        AdmissionTerms later = new AdmissionTerms(AdmissionKind.PENDING_LEG, orders.pendingEffects());
        RejectReason ofPair = OrderAdmission.earlier(
                refusalOfNewPending(pending, account, market, later),
                refusalOfNewPending(stop, account, market, later));
        return OrderAdmission.earlier(
                admission.refusalOf(working, account, accountMarket, market, plan, as),
                OrderAdmission.earlier(ofPair, PairChecks.refusalOf(pending, stop, state.rules())));
    }

    private @Nullable RejectReason refusalOfNewPending(
            OrderRequest order, int account, Market market, AdmissionTerms as) {
        RejectReason refusal = refusalOfPending(order, account, market, as);
        if (refusal == null) {
            boolean staysOpen = OrderAdmission.mayStayOpen(order.terms());
            refusal = admission.refusalOfNumber(order.terms(), staysOpen, account, market, as);
        }
        return refusal == null && as.effects().repays()
                ? admission.loans.refusalOfRepaying(account, market, order.side())
                : refusal;
    }

    /**
     * Returns the first reason to refuse other terms of what is pending.
     *
     * @param stop the other order of a pending pair; null if one order is pending
     */
    public @Nullable RejectReason refusalOfRevisedPending(
            OrderRequest first, @Nullable OrderRequest stop, int account, Market market) {
        RejectReason refusal = refusalOfRevisedPending(first, account, market);
        return stop == null ? refusal : OrderAdmission.earlier(refusal, refusalOfRevisedPending(stop, account, market));
    }

    /** Returns the first reason to refuse other terms of a pending order, which is counted since it was accepted. */
    public @Nullable RejectReason refusalOfRevisedPending(OrderRequest order, int account, Market market) {
        AdmissionTerms as = new AdmissionTerms(AdmissionKind.WORKING, DebtEffects.NONE);
        return refusalOfPending(order, account, market, as);
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
     * @param nothing plan of the immediate execution of both: empty
     * @param effects effects of the pair on debts
     */
    @Nullable
    RejectReason refusalOfPair(
            PlaceOrderPair pair,
            DebtEffects effects,
            int account,
            int accountMarket,
            Market market,
            MatchPlan nothing) {
        AdmissionTerms as = new AdmissionTerms(AdmissionKind.LEG, effects);
        RejectReason first = OrderAdmission.earlier(
                admission.refusalOf(pair.limit(), account, accountMarket, market, nothing, as),
                admission.refusalOf(pair.stop(), account, accountMarket, market, nothing, as));
        RejectReason refusal =
                OrderAdmission.earlier(first, PairChecks.refusalOf(pair.limit(), pair.stop(), state.rules()));
        // The larger need of the two decides before the debt that their fills repay.
        boolean isLast = refusal == null || refusal == RejectReason.CAPACITY_REACHED;
        return isLast && effects.repays()
                ? OrderAdmission.earlier(
                        admission.loans.refusalOfRepaying(
                                account, market, pair.limit().side()),
                        refusal)
                : refusal;
    }

    /** Returns the need of a pair that does not take: the larger one of its orders. */
    long needOf(OrderRequest limit, OrderRequest stop, Market market, MatchPlan nothing) {
        return Math.max(admission.needOf(limit, market, nothing), admission.needOf(stop, market, nothing));
    }
}
