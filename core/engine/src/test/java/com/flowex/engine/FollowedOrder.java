package com.flowex.engine;

import com.flowex.domain.event.OrderAccepted;
import com.flowex.domain.order.OrderRequest;
import com.flowex.domain.order.OrderTerms;
import com.flowex.domain.order.Side;
import com.flowex.domain.value.OrderId;
import com.flowex.domain.value.Price;
import org.jspecify.annotations.Nullable;

/** An order as a reader of events alone knows it. */
final class FollowedOrder {

    final OrderId id;
    /** As accepted, or as revised last. */
    OrderRequest request;

    /** All of it, as reduced or amended last. */
    long quantity;

    long remaining;
    long executed;
    long prevented;
    long visible;
    /** Where it stands; null: it is not in the book. */
    @Nullable
    Price price;
    /** Its limit since it was amended; null: it never was. */
    @Nullable
    Price amended;
    /** By rules 2, of a buy that waits to become a market order: what sets it off, as far as that is known. */
    @Nullable
    Price heldAt;
    /** The order that used up the part that it showed last; null: none yet. */
    @Nullable
    OrderId refreshedBy;
    /** How often that order did. */
    int refreshes;
    /** Best published price that an order which trails has seen, 0: none. */
    long extreme;
    /** True if its trigger was met. */
    boolean isTriggered;
    /** True if it has gone through the book, so that it holds what its limit needs, and nothing without one. */
    boolean hasActed;

    @Nullable
    FollowedOrder other;
    /** For an order that waits to begin, the order that must be filled first; null once it has begun. */
    @Nullable
    FollowedOrder working;

    /** True if the order that it waits for pays it. */
    boolean isPaid;
    /** Units that are held for it while it waits. */
    long received;

    FollowedOrder(OrderAccepted accepted) {
        this.id = accepted.order();
        this.request = accepted.request();
        this.quantity = accepted.quantity().units();
        this.remaining = quantity;
    }

    Side side() {
        return request.side();
    }

    boolean isInBook() {
        return price != null;
    }

    /** The price it is held money for; null: none is needed. */
    @Nullable
    Price priceHeld() {
        Price limit = amended != null ? amended : limitOf(request.terms());
        return limit == null ? heldAt : limit;
    }

    private static @Nullable Price limitOf(OrderTerms terms) {
        return switch (terms) {
            case OrderTerms.Limit limit -> limit.price();
            case OrderTerms.Conditional conditional -> limitOf(conditional.then());
            case OrderTerms.Twap twap -> twap.limit();
            case OrderTerms.Market _, OrderTerms.MarketByQuote _ -> null;
        };
    }

    /** True if it waits and trails. */
    boolean isTrailing() {
        return !isTriggered
                && working == null
                && request.terms() instanceof OrderTerms.Conditional(var trigger, var _)
                && trigger.trailing() != null;
    }
}
