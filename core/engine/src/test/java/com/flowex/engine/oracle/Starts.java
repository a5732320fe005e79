package com.flowex.engine.oracle;

import com.flowex.domain.RejectReason;
import com.flowex.domain.event.OrderStarted;
import com.flowex.domain.order.DebtEffects;
import com.flowex.domain.order.ExpiryReason;
import com.flowex.domain.order.OrderRequest;
import com.flowex.domain.order.OrderTerms;
import java.math.BigInteger;
import java.util.List;

/** Section 6: the turn of a pending order, or of a pending pair. */
final class Starts {

    private final World world;
    private final Money money;
    private final Orders orders;
    private final Matching matching;
    private final Triggers triggers;
    private final OrderLoans loans;

    Starts(World world, Money money, Orders orders, Matching matching, Triggers triggers, OrderLoans loans) {
        this.world = world;
        this.money = money;
        this.orders = orders;
        this.matching = matching;
        this.triggers = triggers;
        this.loans = loans;
    }

    /** A pending order begins, or ends for what a new one would be refused for. */
    void start(Order order) {
        List<OrderRequest> alone = List.of(order.with(order.terms, order.quantity));
        Admission admission = new Admission(world, money, triggers, order.account, order.market, alone, 0);
        RejectReason refusal = loans.refusalOf(admission, alone, order.account, order.later, 16);
        if (refusal != null) {
            orders.expire(order, expiryOf(refusal));
            return;
        }
        if (order.isTrailing()) {
            world.reportLevelsOf(order.market);
        }
        BigInteger need = admission.need();
        begin(order);
        loans.begin(order, order.later, need, matching.isKilled(order));
        switch (order.terms) {
            case OrderTerms.Limit limit -> matching.act(order, limit);
            case OrderTerms.Market _ -> matching.actAsMarket(order);
            case OrderTerms.Conditional _ -> triggers.startWaiting(order);
            case OrderTerms.MarketByQuote _, OrderTerms.Twap _ ->
                throw new IllegalStateException("no terms that may be pending");
        }
    }

    private void begin(Order order) {
        orders.lift(order);
        order.isPending = false;
        world.say(new OrderStarted(order.id, order.account.id, order.market.id()));
    }

    /** Both of a pending pair begin, or end: the one for its reason, the other as its leg. */
    void startPair(Order limit, Order stop) {
        List<OrderRequest> both =
                List.of(limit.with(limit.terms, limit.quantity), stop.with(stop.terms, stop.quantity));
        DebtEffects effects = limit.later;
        Admission admission = new Admission(world, money, triggers, limit.account, limit.market, both, 0);
        RejectReason refusal = loans.refusalOf(admission, both, limit.account, effects, 16);
        if (refusal != null) {
            boolean isOfBoth = expiryOf(refusal) == ExpiryReason.INSUFFICIENT_FUNDS
                    || effects.borrows() && refusal == RejectReason.ACCOUNT_RESTRICTED;
            boolean isOfLimit = isOfBoth
                    || admission.table().stream()
                            .anyMatch(line ->
                                    line.reason() == refusal && line.applies().test(both.getFirst()));
            orders.expire(isOfLimit ? limit : stop, expiryOf(refusal));
            return;
        }
        if (limit.isTrailing() || stop.isTrailing()) {
            world.reportLevelsOf(stop.market);
        }
        BigInteger need = admission.need();
        begin(limit);
        loans.begin(limit, effects, need, false);
        begin(stop);
        stop.repays = effects.repays();
        triggers.stand(limit, stop);
    }

    private static ExpiryReason expiryOf(RejectReason refusal) {
        return switch (refusal) {
            case PRICE_OUTSIDE_BAND -> ExpiryReason.PRICE_BAND;
            case EXPIRY_PASSED -> ExpiryReason.GOOD_TILL_DATE;
            case WOULD_TRIGGER_AT_ONCE, NO_LIQUIDITY, POST_ONLY_WOULD_TAKE -> ExpiryReason.valueOf(refusal.name());
            case INSUFFICIENT_FUNDS,
                    LENDING_POOL_MISSING,
                    LENDING_CAP_REACHED,
                    INDEX_PRICE_UNCERTAIN,
                    MARGIN_LEVEL_TOO_LOW -> ExpiryReason.INSUFFICIENT_FUNDS;
            default -> ExpiryReason.NOT_ALLOWED;
        };
    }
}
