package com.flowex.binance.trade.params;

import com.flowex.binance.call.OperationCall;
import com.flowex.binance.dialect.BinanceErrorCode;
import com.flowex.domain.value.ClientOrderId;
import com.flowex.domain.value.OrderId;
import com.flowex.platform.errors.Refusal;
import java.util.Optional;

/** Reference to an order in a call: its id, its client order id, or both. */
public record OrderReference(Optional<OrderId> id, Optional<ClientOrderId> clientId) {

    /** @throws Refusal if both are missing, or one is not a valid id */
    public static OrderReference of(OperationCall call, String idName, String clientName) {
        Optional<OrderId> id = call.params().number(idName, 1, Long.MAX_VALUE).stream()
                .mapToObj(OrderId::new)
                .findFirst();
        Optional<ClientOrderId> clientId = call.params().text(clientName).map(text -> clientId(text, clientName));
        if (id.isEmpty() && clientId.isEmpty()) {
            throw BinanceErrorCode.MANDATORY_PARAM.refusal(
                    "Param '" + clientName + "' or '" + idName + "' must be sent, but both were empty/null!");
        }
        return new OrderReference(id, clientId);
    }

    /** @throws Refusal if the text is not a valid id */
    public static ClientOrderId clientId(String text, String name) {
        if (!ClientOrderId.isValid(text)) {
            throw illegal(name);
        }
        return ClientOrderId.of(text);
    }

    static Refusal illegal(String name) {
        return BinanceErrorCode.ILLEGAL_CHARS.refusal(
                "Illegal characters found in parameter '" + name + "'; legal range is '^[\\.A-Z\\:/a-z0-9_-]{1,36}$'.");
    }
}
