package com.flowex.engine.oracle;

import com.flowex.domain.RejectReason;
import com.flowex.domain.event.OrderRevised;
import com.flowex.domain.order.OrderChange;
import com.flowex.domain.order.OrderRequest;
import com.flowex.domain.order.OrderTerms;
import com.flowex.domain.order.OrderTerms.Conditional;
import com.flowex.domain.order.OrderTerms.Limit;
import com.flowex.domain.order.PairChange;
import com.flowex.domain.order.Side;
import com.flowex.domain.order.Trigger;
import com.flowex.domain.value.Price;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Section 6: pairs of which neither order is in the book, and the prices of any pair. */
final class ProfitPairs {

    private final World world;
    private final Money money;
    private final Triggers triggers;

    ProfitPairs(World world, Money money, Triggers triggers) {
        this.world = world;
        this.money = money;
        this.triggers = triggers;
    }

    /** True if a stop-loss is not on the losing side of the other order of its pair, if that names a price. */
    static boolean areCrossed(OrderRequest first, OrderRequest stop) {
        if (!(stop.terms() instanceof Conditional(Trigger.StopLoss(Price loss, var _), var _))) {
            return false;
        }
        Price gain = gain(first.terms());
        if (gain == null) {
            return false;
        }
        return stop.side() == Side.SELL ? gain.units() <= loss.units() : gain.units() >= loss.units();
    }

    private static @Nullable Price gain(OrderTerms first) {
        return switch (first) {
            case Conditional(Trigger.TakeProfit(Price price, var _), var _) -> price;
            case Conditional(Trigger.TrailingFrom(Price activation, var _), var _) -> activation;
            case Conditional _ -> null;
            case Limit limit -> limit.price();
            case OrderTerms.Market _, OrderTerms.MarketByQuote _, OrderTerms.Twap _ ->
                throw new IllegalStateException("no terms of a pair's first order");
        };
    }

    /** Changes both, or neither and says why. */
    @Nullable
    RejectReason revise(Order first, Order stop, PairChange change) {
        boolean arePending = first.isIn(Order.Place.PENDING);
        boolean wait = first.isIn(Order.Place.WAITING) && stop.isIn(Order.Place.WAITING);
        if (!arePending && !wait || first.isPaid && change.quantity() != null) {
            return RejectReason.NOT_AMENDABLE;
        }
        OrderTerms ofFirst = first.terms;
        if (change.price() != null || change.firstTrigger() != null) {
            ofFirst = revised(first, change.price(), change.firstTrigger());
        }
        OrderTerms ofStop = stop.terms;
        if (change.stopLimit() != null || change.trigger() != null) {
            ofStop = revised(stop, change.stopLimit(), change.trigger());
        }
        if (ofFirst == null || ofStop == null) {
            return RejectReason.NOT_AMENDABLE;
        }
        long quantity =
                change.quantity() == null ? first.quantity : change.quantity().units();
        List<OrderRequest> both = List.of(first.with(ofFirst, quantity), stop.with(ofStop, quantity));
        RejectReason refusal = refusal(first, stop, both, arePending);
        if (refusal == null) {
            if (!arePending) {
                money.hold(first, BigInteger.ZERO);
            }
            become(first, both.getFirst(), arePending);
            become(stop, both.getLast(), arePending);
            if (!arePending) {
                money.holdNeed(first);
            }
        }
        return refusal;
    }

    /** The terms with another price and trigger; null if they have none such. */
    private static @Nullable OrderTerms revised(Order order, @Nullable Price price, @Nullable Trigger trigger) {
        if (!(order.terms instanceof Limit limit)) {
            return Revising.revised(order, new OrderChange(price, null, trigger, null));
        }
        return trigger != null || price == null
                ? null
                : new Limit(price, limit.timeInForce(), limit.expiresNanos(), limit.postOnly(), limit.display());
    }

    private @Nullable RejectReason refusal(Order first, Order stop, List<OrderRequest> both, boolean arePending) {
        List<RejectReason> found = new ArrayList<>();
        for (OrderRequest order : both) {
            // Each stands alone here, as far as its kind goes: that it is of a pair has been judged when it came.
            new Admission(world, money, triggers, first.account, first.market, List.of(order), 3)
                    .table().stream()
                            .filter(line -> reasons(arePending).contains(line.reason())
                                    && line.applies().test(order))
                            .map(Admission.Line::reason)
                            .findFirst()
                            .ifPresent(found::add);
        }
        if (!found.isEmpty()) {
            return found.stream().min(RejectReason::compareTo).orElseThrow();
        }
        if (world.isExpired(first) || world.isExpired(stop)) {
            return RejectReason.EXPIRY_PASSED;
        }
        if (areCrossed(both.getFirst(), both.getLast())) {
            return RejectReason.PAIR_PRICES_CROSSED;
        }
        if (!changes(first, both.getFirst()) && !changes(stop, both.getLast())) {
            return RejectReason.NOTHING_TO_AMEND;
        }
        return arePending ? null : refusalToWait(first, stop, both);
    }

    private static Set<RejectReason> reasons(boolean arePending) {
        if (!arePending) {
            return EnumSet.range(RejectReason.PRICE_OFF_TICK, RejectReason.ORDER_VALUE_TOO_LARGE);
        }
        Set<RejectReason> reasons = EnumSet.range(RejectReason.ORDER_KIND_NOT_ALLOWED, RejectReason.EXPIRY_PASSED);
        reasons.add(RejectReason.ACCOUNT_RESTRICTED);
        return reasons;
    }

    private @Nullable RejectReason refusalToWait(Order first, Order stop, List<OrderRequest> both) {
        Market market = first.market;
        Side side = first.side();
        long quantity = both.getFirst().quantity().units();
        if (side == Side.BUY && Positions.isTooLarge(world, money, first.account, market, first, quantity)) {
            return RejectReason.POSITION_TOO_LARGE;
        }
        if (isMet(first, both.getFirst()) || isMet(stop, both.getLast())) {
            return RejectReason.WOULD_TRIGGER_AT_ONCE;
        }
        BigInteger available = money.available(first.account, first.heldAsset()).add(first.held);
        BigInteger need = need(first, both.getFirst()).max(need(stop, both.getLast()));
        return available.compareTo(need) < 0 ? RejectReason.INSUFFICIENT_FUNDS : null;
    }

    private boolean isMet(Order order, OrderRequest next) {
        Trigger trigger = ((Conditional) next.terms()).trigger();
        Price price = order.market.watched(trigger.source(), order.side());
        return triggers.isMet(trigger, order.side(), price, order.extreme);
    }

    private BigInteger need(Order order, OrderRequest next) {
        long quantity = next.quantity().units();
        return Order.limitOf(next.terms()) != null
                ? money.need(order.market, order.side(), next.terms(), quantity)
                : money.conditionalNeed(
                        order.market, order.side(), triggers.holdPrice(order, (Conditional) next.terms()), quantity);
    }

    private static boolean changes(Order order, OrderRequest next) {
        return !next.terms().equals(order.terms) || next.quantity().units() != order.quantity;
    }

    private void become(Order order, OrderRequest next, boolean isPending) {
        if (!changes(order, next)) {
            return;
        }
        order.terms = next.terms();
        order.quantity = next.quantity().units();
        order.left = order.quantity;
        if (!isPending) {
            order.holdPrice = triggers.holdPrice(order, order.conditional());
        }
        world.touched.add(order.market);
        world.say(new OrderRevised(order.id, next, isPending ? null : order.holdPrice));
    }
}
