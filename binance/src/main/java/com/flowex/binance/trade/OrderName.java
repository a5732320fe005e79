package com.flowex.binance.trade;

import com.flowex.binance.call.Call;
import com.flowex.binance.dialect.Code;
import com.flowex.domain.ClientOrderId;
import com.flowex.domain.OrderId;
import com.flowex.ground.refusal.Refusal;
import java.util.Optional;

/** Reference to an order in a call: its id, its client order id, or both. */
record OrderName(Optional<OrderId> id, Optional<ClientOrderId> clientId) {

    /** @throws Refusal if both are missing, or one is not a valid id */
    static OrderName of(Call call, String idName, String clientName) {
        Optional<OrderId> id = call.params().number(idName, 1, Long.MAX_VALUE).stream()
                .mapToObj(OrderId::new)
                .findFirst();
        Optional<ClientOrderId> clientId = call.params().text(clientName).map(text -> clientId(text, clientName));
        if (id.isEmpty() && clientId.isEmpty()) {
            throw Code.MANDATORY_PARAM.refusal(
                    "Param '" + clientName + "' or '" + idName + "' must be sent, but both were empty/null!");
        }
        return new OrderName(id, clientId);
    }

    /** @throws Refusal if the text is not a valid id */
    static ClientOrderId clientId(String text, String name) {
        if (!ClientOrderId.isValid(text)) {
            throw illegal(name);
        }
        return ClientOrderId.of(text);
    }

    static Refusal illegal(String name) {
        return Code.ILLEGAL_CHARS.refusal(
                "Illegal characters found in parameter '" + name + "'; legal range is '^[\\.A-Z\\:/a-z0-9_-]{1,36}$'.");
    }
}
