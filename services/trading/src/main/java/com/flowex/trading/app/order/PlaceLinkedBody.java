package com.flowex.trading.app.order;

import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /api/trading/orders/oto} as sent; nothing is checked yet.
 *
 * @param working order that goes through the book at once, or at its trigger
 * @param pending order that waits until the working order is filled
 */
public record PlaceLinkedBody(
        @Nullable String symbol,
        @Nullable PartBody working,
        @Nullable PartBody pending) {

    /** One of the two orders. */
    public record PartBody(
            @Nullable String side,
            @Nullable String type,
            @Nullable String price,
            @Nullable String quantity,
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
            @Nullable String selfTradePrevention,
            @Nullable String clientOrderId,
            @Nullable Boolean autoBorrow,
            @Nullable Boolean autoRepay,
            @Nullable Boolean autoRepayAtCancel) {

        /** Body of an order that is missing in the request. */
        static final PartBody NONE = new PartBody(
                null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
                null, null);
    }

    /** Returns one of the two orders in the form of a single order. */
    PlaceOrderBody alone(PartBody part) {
        return new PlaceOrderBody(
                symbol,
                part.side(),
                part.type(),
                part.price(),
                part.quantity(),
                null,
                part.displayQuantity(),
                part.timeInForce(),
                part.expiresAt(),
                part.postOnly(),
                part.stopPrice(),
                part.trailingAmount(),
                part.trailingBps(),
                part.activationPrice(),
                part.activationType(),
                part.triggerSource(),
                null,
                null,
                part.selfTradePrevention(),
                part.clientOrderId(),
                part.autoBorrow(),
                part.autoRepay(),
                part.autoRepayAtCancel());
    }
}
