package com.flowex.engine.oracle;

import com.flowex.domain.order.DebtEffects;
import com.flowex.domain.order.OrderKind;
import com.flowex.domain.order.OrderRequest;
import com.flowex.domain.order.OrderTerms;
import com.flowex.domain.order.OrderTerms.Conditional;
import com.flowex.domain.order.OrderTerms.Limit;
import com.flowex.domain.order.SelfTradePrevention;
import com.flowex.domain.order.Side;
import com.flowex.domain.order.TimeInForce;
import com.flowex.domain.order.Trigger;
import com.flowex.domain.value.AssetId;
import com.flowex.domain.value.OrderId;
import com.flowex.domain.value.Price;
import com.flowex.domain.value.Quantity;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An accepted order. */
final class Order {

    /** Where it is. */
    enum Place {
        /** On its way through the book, or ended. */
        NOWHERE,
        BOOK,
        WAITING,
        QUEUED,
        PENDING,
        SLICING,
        /** Not through with the book: on its way, or behind one that is. */
        TAKING
    }

    final OrderId id;
    final OrderRequest request;
    final Account account;
    final Market market;
    final long acceptedNanos;
    /** The request's, but for what an amendment or a trigger made of them. */
    OrderTerms terms;

    Place place = Place.NOWHERE;
    boolean hasEnded;
    /** All of it, as reduced or amended last. */
    long quantity;
    /** The open quantity. */
    long left;
    /** The quantity in the book. */
    long shown;
    /** For a buy that waits to become a market order: the price at which its quantity is held; null: nothing is. */
    @Nullable
    Price holdPrice;

    /** Amount of the account's money that is held for it. */
    BigInteger held = BigInteger.ZERO;
    /** The other leg of its pair. */
    @Nullable
    Order other;
    /** The order that it is linked with, while the second one waits for the first; of a pending pair its first. */
    @Nullable
    Order linked;
    /** True if it waits for another order, or for its turn after that: it has not begun, and holds nothing. */
    boolean isPending;
    /** True if its fills repay debts. */
    boolean repays;
    /** Units of its loan, if it returns what it does not use; of a pair that of the first order, as long as both are open. */
    BigInteger returned = BigInteger.ZERO;
    /** Effects on debts that it has once it begins, if it waits for another order. */
    DebtEffects later = DebtEffects.NONE;
    /** True if it waits for an order that pays it. */
    boolean isPaid;
    /** Units that such an order has received so far. */
    BigInteger received = BigInteger.ZERO;
    /** True if prevention took something from it. */
    boolean hasLost;
    /** The best price that a trailing stop has seen. */
    @Nullable
    Price extreme;

    int slicesDone;
    long nextSlice;

    Order(OrderId id, OrderRequest request, Account account, Market market, long quantity, long acceptedNanos) {
        this.id = id;
        this.request = request;
        this.account = account;
        this.market = market;
        this.acceptedNanos = acceptedNanos;
        this.terms = request.terms();
        this.quantity = quantity;
        this.left = quantity;
    }

    /** The request with other terms and another quantity. */
    OrderRequest with(OrderTerms other, long units) {
        return new OrderRequest(
                request.account(),
                request.clientOrderId(),
                request.instrument(),
                request.side(),
                new Quantity(units),
                other,
                request.selfTradePrevention());
    }

    Side side() {
        return request.side();
    }

    SelfTradePrevention mode() {
        return request.selfTradePrevention();
    }

    /** Returns true for the order of a pair that was accepted first: it holds for both. */
    boolean isFirstOfPair() {
        return other != null && id.value() < other.id.value();
    }

    boolean isIn(Place somewhere) {
        return place == somewhere;
    }

    /** The limit of an order in the book. */
    Price price() {
        return ((Limit) terms).price();
    }

    Conditional conditional() {
        return (Conditional) terms;
    }

    OrderTerms.Twap twap() {
        return (OrderTerms.Twap) terms;
    }

    boolean isTrailing() {
        return isTrailing(terms);
    }

    static boolean isTrailing(OrderTerms terms) {
        return terms instanceof Conditional conditional
                && switch (conditional.trigger()) {
                    case Trigger.TrailingAmount _, Trigger.TrailingRate _, Trigger.Activated _ -> true;
                    case Trigger.StopLoss _, Trigger.TakeProfit _ -> false;
                };
    }

    /** The asset that is held for it. */
    AssetId heldAsset() {
        return side() == Side.SELL ? market.base() : market.quote();
    }

    /** The price that it never trades beyond; null: none is named. */
    static @Nullable Price limitOf(OrderTerms terms) {
        return switch (terms) {
            case Limit limit -> limit.price();
            case Conditional conditional -> limitOf(conditional.then());
            case OrderTerms.Twap twap -> twap.limit();
            case OrderTerms.Market _, OrderTerms.MarketByQuote _ -> null;
        };
    }

    /** Its limit terms, also those that wait for a trigger; null: it has none. */
    static @Nullable Limit limitTermsOf(OrderTerms terms) {
        return switch (terms) {
            case Limit limit -> limit;
            case Conditional conditional -> limitTermsOf(conditional.then());
            case OrderTerms.Twap _, OrderTerms.Market _, OrderTerms.MarketByQuote _ -> null;
        };
    }

    /** Every price that the terms name: trigger price or trailing distance, then limit price. */
    static List<Long> pricesIn(OrderTerms terms) {
        List<Long> prices = new ArrayList<>();
        if (terms instanceof Conditional conditional) {
            switch (conditional.trigger()) {
                case Trigger.StopLoss stop -> prices.add(stop.price().units());
                case Trigger.TakeProfit profit -> prices.add(profit.price().units());
                case Trigger.TrailingAmount trailing ->
                    prices.add(trailing.distance().units());
                case Trigger.TrailingRate _ -> {}
                case Trigger.Activated activated -> {
                    prices.add(activated.activation().units());
                    prices.addAll(pricesIn(new Conditional(activated.then(), conditional.then())));
                }
            }
        }
        Price limit = limitOf(terms);
        if (limit != null) {
            prices.add(limit.units());
        }
        return prices;
    }

    /** Every kind that a market must allow for these terms: of the order, later also of what it hides. */
    static Set<OrderKind> kindsIn(OrderTerms terms, int rulesVersion) {
        Limit limit = limitTermsOf(terms);
        boolean hides = limit != null && limit.display().units() != 0;
        return hides && rulesVersion >= 11
                ? EnumSet.of(OrderKind.of(terms), OrderKind.ICEBERG)
                : EnumSet.of(OrderKind.of(terms));
    }

    /** Log time of its GTD expiry; 0: none. */
    static long expiryOf(OrderTerms terms) {
        Limit limit = limitTermsOf(terms);
        return limit != null && limit.timeInForce() == TimeInForce.GTD ? limit.expiresNanos() : 0;
    }

    /** The maximum that an iceberg shows; all of it otherwise. */
    long nextShown() {
        Limit limit = (Limit) terms;
        return limit.isIceberg() ? Math.min(limit.display().units(), left) : left;
    }
}
