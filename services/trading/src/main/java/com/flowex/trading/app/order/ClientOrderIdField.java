package com.flowex.trading.app.order;

import com.flowex.domain.value.ClientOrderId;
import com.flowex.platform.errors.Refusal;
import org.jspecify.annotations.Nullable;

/** The field {@code client_order_id} of requests in which it is required. */
public final class ClientOrderIdField {

    private static final String NAME = "client_order_id";

    private ClientOrderIdField() {}

    /** @throws Refusal {@code invalid_field} if it is missing or breaks the rule */
    public static ClientOrderId read(@Nullable String text) {
        if (text == null || !ClientOrderId.isValid(text)) {
            throw Refusal.invalid(NAME, ClientOrderId.RULE);
        }
        return ClientOrderId.of(text);
    }
}
