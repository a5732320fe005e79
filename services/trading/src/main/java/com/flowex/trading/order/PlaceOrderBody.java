package com.flowex.trading.order;

import org.jspecify.annotations.Nullable;

/** The body of {@code POST /api/trading/orders} as sent, nothing checked yet. */
public record PlaceOrderBody(
        @Nullable String symbol,
        @Nullable String side,
        @Nullable String type,
        @Nullable String price,
        @Nullable String quantity,
        @Nullable String timeInForce,
        @Nullable Boolean postOnly,
        @Nullable String stopPrice,
        @Nullable String clientOrderId) {}
