package com.flowex.trading.app.order;

import com.flowex.domain.order.OrderKind;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /api/trading/orders/oco} as sent; nothing is checked yet.
 *
 * @param limit order that rests, or a take-profit that waits, on the profitable side
 * @param stop order that waits on the other side
 * @param autoBorrow true if the pair borrows; what follows is of the pair, too
 */
public record PlacePairBody(
        @Nullable String symbol,
        @Nullable String side,
        @Nullable String quantity,
        @Nullable String selfTradePrevention,
        @Nullable LimitBody limit,
        @Nullable StopBody stop,
        @Nullable Boolean autoBorrow,
        @Nullable Boolean autoRepay,
        @Nullable Boolean autoRepayAtCancel) {

    /**
     * The first order: one that rests in the book, or a take-profit, which may trail.
     *
     * @param type null means an order that rests
     */
    public record LimitBody(
            @Nullable String type,
            @Nullable String price,
            @Nullable String displayQuantity,
            @Nullable String timeInForce,
            @Nullable String expiresAt,
            @Nullable Boolean postOnly,
            @Nullable String stopPrice,
            @Nullable String trailingAmount,
            @Nullable Integer trailingBps,
            @Nullable String activationPrice,
            @Nullable String triggerSource,
            @Nullable String clientOrderId) {

        private static final Set<String> WAITING = Set.of(
                OrderKind.TAKE_PROFIT.code(), OrderKind.TAKE_PROFIT_LIMIT.code(), OrderKind.TRAILING_STOP.code());

        /** Returns true if the order waits for a price. */
        boolean waits() {
            return type != null && WAITING.contains(type);
        }
    }

    /** The conditional order. */
    public record StopBody(
            @Nullable String type,
            @Nullable String price,
            @Nullable String displayQuantity,
            @Nullable String timeInForce,
            @Nullable String expiresAt,
            @Nullable Boolean postOnly,
            @Nullable String stopPrice,
            @Nullable String trailingAmount,
            @Nullable Integer trailingBps,
            @Nullable String activationPrice,
            @Nullable String activationType,
            @Nullable String triggerSource,
            @Nullable String clientOrderId) {}

    EffectFields effectFields() {
        return new EffectFields(autoBorrow, autoRepay, autoRepayAtCancel);
    }

    /** Returns the first order in the form of a single order. */
    PlaceOrderBody limitAlone(LimitBody one) {
        return new PlaceOrderBody(
                symbol,
                side,
                one.type() != null ? one.type() : one.displayQuantity() == null ? "limit" : "iceberg",
                one.price(),
                quantity,
                null,
                one.displayQuantity(),
                one.timeInForce(),
                one.expiresAt(),
                one.postOnly(),
                one.stopPrice(),
                one.trailingAmount(),
                one.trailingBps(),
                one.activationPrice(),
                null,
                one.triggerSource(),
                null,
                null,
                selfTradePrevention,
                one.clientOrderId(),
                null,
                null,
                null);
    }

    /** Returns the conditional order in the form of a single order. */
    PlaceOrderBody stopAlone(StopBody other) {
        return new PlaceOrderBody(
                symbol,
                side,
                other.type(),
                other.price(),
                quantity,
                null,
                other.displayQuantity(),
                other.timeInForce(),
                other.expiresAt(),
                other.postOnly(),
                other.stopPrice(),
                other.trailingAmount(),
                other.trailingBps(),
                other.activationPrice(),
                other.activationType(),
                other.triggerSource(),
                null,
                null,
                selfTradePrevention,
                other.clientOrderId(),
                null,
                null,
                null);
    }
}
