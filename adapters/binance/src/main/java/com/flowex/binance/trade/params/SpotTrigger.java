package com.flowex.binance.trade.params;

import com.flowex.binance.call.Params;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Trigger of an order in the words of the exchange's own routes. A stop price is that of the trigger; beside a trailing
 * delta it is the price from which on the order trails.
 *
 * @param type type of the order
 */
record SpotTrigger(
        String type,
        @Nullable String stopPrice,
        @Nullable Integer trailingBps,
        @Nullable String activationPrice,
        @Nullable String activationType) {

    /**
     * Reads the parameters of these names.
     *
     * @throws com.flowex.platform.errors.Refusal if one of them is not a number
     */
    static SpotTrigger of(Params params, SpotType type, String stopName, String trailingName) {
        Integer trailing = OrderParams.trailing(params, trailingName);
        String price = OrderParams.decimal(params, stopName);
        if (trailing == null) {
            return new SpotTrigger(type.name().toLowerCase(Locale.ROOT), price, null, null, null);
        }
        return new SpotTrigger("trailing_stop", null, trailing, price, price == null ? null : type.activation());
    }
}
