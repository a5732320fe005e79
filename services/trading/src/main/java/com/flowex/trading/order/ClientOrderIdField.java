package com.flowex.trading.order;

import com.flowex.domain.ClientOrderId;
import com.flowex.ground.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/** The field {@code client_order_id} of requests in which it is required. */
final class ClientOrderIdField {

    private static final String NAME = "client_order_id";

    private ClientOrderIdField() {}

    /** @throws Refusal {@code invalid_field} if it is missing or breaks the rule */
    static ClientOrderId read(@Nullable String text) {
        if (text == null || !ClientOrderId.isValid(text)) {
            throw Refusal.invalid(NAME, ClientOrderId.RULE);
        }
        return ClientOrderId.of(text);
    }
}
