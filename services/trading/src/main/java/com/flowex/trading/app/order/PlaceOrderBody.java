package com.flowex.trading.app.order;

import com.flowex.domain.order.DebtEffects;
import org.jspecify.annotations.Nullable;

/** The body of {@code POST /api/trading/orders} as sent; nothing is checked yet. */
public record PlaceOrderBody(
        @Nullable String symbol,
        @Nullable String side,
        @Nullable String type,
        @Nullable String price,
        @Nullable String quantity,
        @Nullable String quoteQuantity,
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
        @Nullable Integer slices,
        @Nullable Integer intervalSeconds,
        @Nullable String selfTradePrevention,
        @Nullable String clientOrderId,
        @Nullable Boolean autoBorrow,
        @Nullable Boolean autoRepay,
        @Nullable Boolean autoRepayAtCancel) {

    /** Returns the effects of the order on the debts of its account. */
    public DebtEffects effects() {
        return effectFields().effects();
    }

    EffectFields effectFields() {
        return new EffectFields(autoBorrow, autoRepay, autoRepayAtCancel);
    }
}
