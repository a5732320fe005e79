package com.flowex.engine.amend;

import com.flowex.domain.order.OrderChange;
import com.flowex.domain.order.OrderRequest;
import com.flowex.domain.order.OrderTerms;
import com.flowex.domain.order.Trigger;
import com.flowex.domain.value.Price;
import com.flowex.domain.value.Quantity;
import org.jspecify.annotations.Nullable;

/** Computation of the request that a revision makes of a waiting or pending order. */
final class RevisedOrders {

    private RevisedOrders() {}

    /**
     * Returns the revised order; null if the change names something that the order does not have.
     *
     * @param hasBegun true if the order already trails, so that its activation price can no longer change
     */
    static @Nullable OrderRequest of(OrderRequest order, OrderChange by, boolean hasBegun) {
        OrderTerms terms = terms(order.terms(), by, hasBegun);
        if (terms == null) {
            return null;
        }
        Quantity quantity = by.quantity();
        return new OrderRequest(
                order.account(),
                order.clientOrderId(),
                order.instrument(),
                order.side(),
                quantity == null ? order.quantity() : quantity,
                terms,
                order.selfTradePrevention());
    }

    private static @Nullable OrderTerms terms(OrderTerms terms, OrderChange by, boolean hasBegun) {
        return switch (terms) {
            case OrderTerms.Conditional(var present, var active) -> {
                Trigger trigger = by.trigger() == null ? present : by.trigger();
                OrderTerms.Active then = then(active, by.price(), by.display());
                yield then == null || !isAlike(present, trigger, hasBegun)
                        ? null
                        : new OrderTerms.Conditional(trigger, then);
            }
            case OrderTerms.Active active -> by.trigger() == null ? then(active, by.price(), by.display()) : null;
            case OrderTerms.MarketByQuote _, OrderTerms.Twap _ -> null;
        };
    }

    private static OrderTerms.@Nullable Active then(
            OrderTerms.Active then, @Nullable Price price, @Nullable Quantity display) {
        return switch (then) {
            case OrderTerms.Market market -> price == null && display == null ? market : null;
            case OrderTerms.Limit limit ->
                display != null && !limit.isIceberg()
                        ? null
                        : new OrderTerms.Limit(
                                price == null ? limit.price() : price,
                                limit.timeInForce(),
                                limit.expiresNanos(),
                                limit.postOnly(),
                                display == null ? limit.display() : display);
        };
    }

    /** Returns true if two triggers differ only in price or distance. */
    private static boolean isAlike(Trigger one, Trigger other, boolean hasBegun) {
        if (one.getClass() != other.getClass()) {
            return false;
        }
        if (one instanceof Trigger.Activated from && other instanceof Trigger.Activated otherFrom) {
            return (!hasBegun || from.activation().equals(otherFrom.activation()))
                    && isAlike(from.then(), otherFrom.then(), hasBegun);
        }
        return one.source() == other.source();
    }
}
