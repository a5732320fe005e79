package com.flowex.engine.order;

import com.flowex.domain.RejectReason;
import com.flowex.domain.market.Notional;
import com.flowex.domain.order.DebtEffects;
import com.flowex.domain.order.OrderKind;
import com.flowex.domain.order.OrderRequest;
import com.flowex.domain.order.OrderTerms;
import com.flowex.domain.order.Side;
import com.flowex.domain.order.TimeInForce;
import com.flowex.domain.value.OrderId;
import com.flowex.engine.account.AccountMarkets;
import com.flowex.engine.conditional.OffBookOrders;
import com.flowex.engine.market.Market;
import com.flowex.engine.match.BookExecution;
import com.flowex.engine.match.MatchPlan;
import com.flowex.engine.money.OrderLoans;
import com.flowex.engine.risk.MarketChecks;
import com.flowex.engine.risk.OrderFields;
import com.flowex.engine.risk.PositionLimits;
import com.flowex.engine.risk.PriceBand;
import com.flowex.engine.risk.RiskChecks;
import com.flowex.engine.state.ExchangeState;
import com.flowex.engine.state.SaturatingMath;
import com.flowex.engine.trigger.TriggerChecks;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Admission of orders: one guard a line, in the order that {@link RejectReason} declares. */
public final class OrderAdmission {

    /** Each trailing stop is checked at every price move: 1,000 x 5 ns are 5 us a trade. */
    static final int TRAILING_STOPS_MAX = 1_000;

    private final ExchangeState state;
    private final PriceBand priceBand;
    private final RiskChecks riskChecks;
    private final TriggerChecks triggerWatch;
    private final PositionLimits positionLimits;
    final OrderLoans loans;

    /** Admission of pairs and lists. */
    public final GroupAdmission groups;

    public OrderAdmission(ExchangeState state, MarketChecks checks, TriggerChecks triggerWatch, OrderLoans loans) {
        this.state = state;
        this.priceBand = checks.band();
        this.riskChecks = checks.risk();
        this.positionLimits = checks.positions();
        this.triggerWatch = triggerWatch;
        this.loans = loans;
        this.groups = new GroupAdmission(state, this);
    }

    /**
     * Returns the first reason to refuse an order.
     *
     * @param account index of the order's account
     * @param accountMarket the account in the market, {@link AccountMarkets#NONE} if it never had an order there
     * @param plan plan of the order's immediate execution
     * @return the reason; null if there is none
     */
    @Nullable
    RejectReason refusalOf(
            OrderRequest order, int account, int accountMarket, Market market, MatchPlan plan, AdmissionTerms as) {
        RejectReason refusal = refusalOfAccount(order, market, account, as);
        if (refusal == null) {
            refusal = riskChecks.refusalOfState(market, order.terms());
        }
        if (refusal == null) {
            refusal = refusalOfKind(order.terms(), market, as);
        }
        if (refusal == null) {
            refusal = OrderFields.refusalOf(order, market, state.rules());
        }
        if (refusal == null) {
            refusal = refusalOfValue(order, account, market, plan.quoteTraded());
        }
        if (refusal == null && isPast(OrderFields.expiresNanos(order.terms()))) {
            refusal = RejectReason.EXPIRY_PASSED;
        }
        if (refusal == null) {
            boolean staysOpen =
                    mayStayOpen(order.terms()) || as.kind().hasFollowers() || waitsToTake(order.terms(), market, plan);
            refusal = refusalOfNumber(order.terms(), staysOpen, account, market, as);
        }
        if (refusal == null) {
            refusal = refusalOfPosition(order, account, accountMarket, market, plan);
        }
        return refusal != null ? refusal : refusalOfMarket(order, account, accountMarket, market, plan, as);
    }

    /** Returns the reason that is declared first; null if there is none. */
    public static @Nullable RejectReason earlier(@Nullable RejectReason one, @Nullable RejectReason other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.compareTo(other) <= 0 ? one : other;
    }

    @Nullable
    RejectReason refusalOfAccount(OrderRequest order, Market market, int account, AdmissionTerms as) {
        boolean isKnown = OrderFields.areKnown(order, state.rules()) && as.areKnown(order.terms(), state.rules());
        RejectReason refusal =
                isKnown ? riskChecks.refusalOf(market, account, order.side()) : RejectReason.RULES_TOO_OLD;
        boolean isBarred = refusal == null && as.effects().borrows() && loans.isRestricted(account);
        return isBarred ? RejectReason.ACCOUNT_RESTRICTED : refusal;
    }

    @Nullable
    RejectReason refusalOfKind(OrderTerms terms, Market market, AdmissionTerms as) {
        Set<OrderKind> kinds = market.rules.risk().kinds();
        boolean isIceberg =
                state.rules().icebergsBehindTriggersNeedTheirKind() && OrderKind.isIcebergBehindTrigger(terms);
        boolean isAllowed = kinds.contains(OrderKind.of(terms))
                && (!as.kind().isLeg() || kinds.contains(OrderKind.OCO))
                && (!isIceberg || kinds.contains(OrderKind.ICEBERG));
        return isAllowed ? null : RejectReason.ORDER_KIND_NOT_ALLOWED;
    }

    boolean isPast(long expiresNanos) {
        return expiresNanos != 0 && expiresNanos <= state.journal.timeNanos();
    }

    /**
     * Returns the reason why the order's value is too low or too high, null if it is not.
     *
     * @param quoteTraded quote units that the order would trade at once
     */
    public @Nullable RejectReason refusalOfValue(OrderRequest order, int account, Market market, long quoteTraded) {
        long valueMax = state.limitsOf(account, market).orderValueMaxUnits();
        long notionalMax = market.rules.risk().notionalMaxUnits();
        if (state.rules().leastNotionalIsOfAllOrders() && isWorthTooLittle(order, market)) {
            return RejectReason.NOTIONAL_TOO_SMALL;
        }
        if (valueMax == 0 && notionalMax == 0) {
            return null;
        }
        return riskChecks.refusalOfValue(valueOf(order, market, quoteTraded), notionalMax, valueMax);
    }

    /**
     * Checks the lowest notional of an order without a limit, at the price of its first trade or at its trigger's
     * price.
     */
    private boolean isWorthTooLittle(OrderRequest order, Market market) {
        return switch (order.terms()) {
            case OrderTerms.MarketByQuote(var quoteUnits) ->
                priceBand.wouldTake(market, order.side(), priceBand.band(market, order.side()))
                        && quoteUnits < market.rules.notionalMinUnits();
            case OrderTerms.Market _ ->
                priceBand.wouldTake(market, order.side(), priceBand.band(market, order.side()))
                        && isTooLittle(order, market, frontPrice(market, order.side()));
            case OrderTerms.Conditional(var trigger, OrderTerms.Market _) ->
                isTooLittle(order, market, OrderFields.triggerPrice(trigger));
            case OrderTerms.Limit _, OrderTerms.Conditional _, OrderTerms.Twap _ -> false;
        };
    }

    private long frontPrice(Market market, Side side) {
        return state.open.orders.price(market.book.front(side.opposite()));
    }

    private boolean isTooLittle(OrderRequest order, Market market, long price) {
        return OrderFields.refusalOfNotional(market, price, order.quantity().units(), state.rules()) != null;
    }

    private static long valueOf(OrderRequest order, Market market, long quoteTraded) {
        return switch (order.terms()) {
            case OrderTerms.Market _ -> quoteTraded;
            case OrderTerms.MarketByQuote byQuote -> byQuote.quoteUnits();
            case OrderTerms.Limit _, OrderTerms.Conditional _, OrderTerms.Twap _ ->
                Notional.roundedUp(
                        OrderFields.limitPrice(order.terms()), order.quantity().units(), market.conversion);
        };
    }

    @Nullable
    RejectReason refusalOfNumber(OrderTerms terms, boolean staysOpen, int account, Market market, AdmissionTerms as) {
        if (staysOpen && hasTooMany(account, market, as.kind().places)) {
            return RejectReason.TOO_MANY_OPEN_ORDERS;
        }
        OffBookOrders outside = market.outside();
        boolean isTrailing = terms instanceof OrderTerms.Conditional conditional
                && conditional.trigger().trailing() != null;
        return isTrailing && outside != null && outside.watch.trailingCount() >= TRAILING_STOPS_MAX
                ? RejectReason.TOO_MANY_TRAILING_STOPS
                : null;
    }

    static boolean mayStayOpen(OrderTerms terms) {
        return switch (terms) {
            case OrderTerms.Limit limit -> limit.mayRest();
            case OrderTerms.Conditional _, OrderTerms.Twap _ -> true;
            case OrderTerms.Market _, OrderTerms.MarketByQuote _ -> false;
        };
    }

    /** Returns true if the order, also one that may not rest, waits for its turn to take. */
    private static boolean waitsToTake(OrderTerms terms, Market market, MatchPlan plan) {
        return terms instanceof OrderTerms.Limit limit
                && limit.timeInForce() != TimeInForce.FOK
                && BookExecution.mustWait(market, plan);
    }

    private boolean hasTooMany(int account, Market market, int more) {
        if (state.positions.openOrders(account) + more
                > state.accounts.quota(account).openOrders()) {
            return true;
        }
        int ofMarket = market.rules.risk().openOrdersMax();
        int ofAccount = state.limitsOf(account, market).openOrdersMax();
        if (ofMarket == 0 && ofAccount == 0) {
            return false;
        }
        int there = state.positions.openOrders(account, market) + more;
        return isAbove(there, ofMarket) || isAbove(there, ofAccount);
    }

    private static boolean isAbove(long value, long limit) {
        return limit != 0 && value > limit;
    }

    private @Nullable RejectReason refusalOfPosition(
            OrderRequest order, int account, int accountMarket, Market market, MatchPlan plan) {
        if (order.side() == Side.SELL) {
            return null;
        }
        long more = order.terms() instanceof OrderTerms.MarketByQuote
                ? plan.taken()
                : order.quantity().units();
        return isTooLarge(account, accountMarket, market, more) ? RejectReason.POSITION_TOO_LARGE : null;
    }

    /**
     * Returns true if an account's position would be too large after buying {@code more} in addition to its open buys.
     */
    public boolean isTooLarge(int account, int accountMarket, Market market, long more) {
        if (state.rules().openBuysAreBounded()
                && accountMarket != AccountMarkets.NONE
                && !state.open.accountMarkets.openBuysFitWith(accountMarket, more)) {
            return true;
        }
        long limit = positionLimits.of(account, market);
        return limit != PositionLimits.NONE
                && SaturatingMath.sum(state.positions.position(account, market), more) > limit;
    }

    private @Nullable RejectReason refusalOfMarket(
            OrderRequest order, int account, int accountMarket, Market market, MatchPlan plan, AdmissionTerms as) {
        OrderTerms terms = order.terms();
        Side side = order.side();
        if (terms instanceof OrderTerms.Conditional conditional
                && triggerWatch.isMet(market, conditional.trigger(), side)) {
            return RejectReason.WOULD_TRIGGER_AT_ONCE;
        }
        RejectReason refusal = refusalOfLiquidity(terms, side, market, plan, as);
        if (refusal != null) {
            return refusal;
        }
        if (terms instanceof OrderTerms.Limit limit
                && (limit.postOnly() || as.kind().isLeg())
                && priceBand.wouldTake(market, side, limit.price().units())) {
            return RejectReason.POST_ONLY_WOULD_TAKE;
        }
        if (hasLimitNow(terms)
                && !PriceBand.crosses(side, priceBand.band(market, side), OrderFields.limitPrice(terms))) {
            return RejectReason.PRICE_OUTSIDE_BAND;
        }
        long available = state.open.available(account, accountMarket, market, side);
        long need = needOf(order, market, plan);
        if (available < need) {
            refusal = as.effects().borrows()
                    ? loans.refusalOf(account, market.heldAsset(side), available, need)
                    : RejectReason.INSUFFICIENT_FUNDS;
        }
        if (refusal == null && as.effects().repays() && as.kind() != AdmissionKind.LEG) {
            refusal = loans.refusalOfRepaying(account, market, side);
        }
        return refusal != null || state.open.orders.hasRoomFor(as.kind().places)
                ? refusal
                : RejectReason.CAPACITY_REACHED;
    }

    private @Nullable RejectReason refusalOfLiquidity(
            OrderTerms terms, Side side, Market market, MatchPlan plan, AdmissionTerms as) {
        boolean isByQuote = terms instanceof OrderTerms.MarketByQuote;
        if (!isByQuote && !(terms instanceof OrderTerms.Market)) {
            return null;
        }
        // An order that came before is not through with the book: the makers are left to it.
        if (market.isTaking() && as.kind() != AdmissionKind.STARTING) {
            return RejectReason.NO_LIQUIDITY;
        }
        boolean isSmall = state.rules().smallAmountsAreReported() && plan.end() == MatchPlan.PlanEnd.AMOUNT;
        if (!priceBand.wouldTake(market, side, priceBand.band(market, side))
                || isByQuote && plan.taken() == 0 && !isSmall) {
            return RejectReason.NO_LIQUIDITY;
        }
        return isByQuote && plan.taken() < market.rules.quantityMinUnits() ? RejectReason.QUANTITY_TOO_SMALL : null;
    }

    private static boolean hasLimitNow(OrderTerms terms) {
        return switch (terms) {
            case OrderTerms.Limit _, OrderTerms.Twap _ -> true;
            case OrderTerms.Market _, OrderTerms.MarketByQuote _, OrderTerms.Conditional _ -> false;
        };
    }

    /**
     * Borrows what the account lacks for an accepted order that borrows, unless the order expires at once and trades nothing.
     */
    void lend(OrderRequest order, OrderId id, int accountMarket, Market market, MatchPlan plan, DebtEffects effects) {
        if (effects.borrows() && !BookExecution.expiresUnfilled(order, market, plan)) {
            lend(id, accountMarket, market, order.side(), needOf(order, market, plan), effects);
        }
    }

    /** Works like the other for an order, or a pair by its first order, that needs these units. */
    void lend(OrderId id, int accountMarket, Market market, Side side, long need, DebtEffects effects) {
        if (effects.borrows()) {
            int account = state.open.accountMarkets.account(accountMarket);
            long available = state.open.available(account, accountMarket, market, side);
            loans.lend(id, account, market.heldAsset(side), available, need, effects.returns());
        }
    }

    /** Returns the units that must be available for an order with this plan. */
    long needOf(OrderRequest order, Market market, MatchPlan plan) {
        long quantity = order.quantity().units();
        return switch (order.terms()) {
            case OrderTerms.Market _ -> order.side() == Side.BUY ? plan.quoteTraded() : quantity;
            case OrderTerms.MarketByQuote _ -> order.side() == Side.BUY ? plan.quoteTaken() : plan.taken();
            case OrderTerms.Conditional conditional ->
                market.need(order.side(), triggerWatch.holdPrice(market, conditional, order.side()), quantity);
            case OrderTerms.Limit limit ->
                plan.needOf(market, order.side(), limit.price().units(), quantity);
            case OrderTerms.Twap twap -> market.need(order.side(), twap.limit().units(), quantity);
        };
    }
}
