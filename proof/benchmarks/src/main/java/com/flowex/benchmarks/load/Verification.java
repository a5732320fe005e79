package com.flowex.benchmarks.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.flowex.benchmarks.load.client.ExchangeApi;
import com.flowex.benchmarks.load.client.Trader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Checks that the exchange has every order that it acknowledged, and that its money still sums to zero. */
final class Verification {

    /** Placeholder for an order id that this tool does not know. */
    static final long ANY_ID = 0;

    private static final int PAGE = 500;

    private final ExchangeApi api;

    Verification(ExchangeApi api) {
        this.api = api;
    }

    /**
     * Returns the number of orders that the exchange does not have, or has under another id.
     *
     * @param acknowledged order ids by client order id
     */
    int missing(Trader trader, Map<String, Long> acknowledged) {
        Map<String, Long> missing = new HashMap<>(acknowledged);
        String cursor = "";
        do {
            JsonNode page = api.get(trader.token(), "/api/trading/orders?limit=" + PAGE + cursor);
            for (JsonNode order : page.path("items")) {
                String clientOrderId = order.path("client_order_id").asText();
                if (!missing.remove(clientOrderId, order.path("id").asLong())) {
                    missing.remove(clientOrderId, ANY_ID);
                }
            }
            JsonNode next = page.path("next_cursor");
            cursor = next.isTextual() ? "&cursor=" + next.asText() : "";
        } while (!cursor.isEmpty() && !missing.isEmpty());
        return missing.size();
    }

    /** Checks the orders in the file of earlier runs, account by account. */
    Checked check(Path file) throws IOException {
        int requested = 0;
        int missing = 0;
        for (Map.Entry<String, List<AcknowledgedOrdersFile.Line>> account :
                AcknowledgedOrdersFile.read(file).entrySet()) {
            Map<String, Long> acknowledged = new HashMap<>();
            account.getValue().forEach(line -> acknowledged.put(line.clientOrderId(), line.orderId()));
            requested += acknowledged.size();
            missing += missing(api.login(account.getKey()), acknowledged);
        }
        return new Checked(requested, missing);
    }

    /** Number of checked orders, and of missing ones. */
    record Checked(int requested, int missing) {}

    boolean isZeroSum() {
        JsonNode ledger = api.get("", "/api/wallet/ledger");
        boolean zero =
                ledger.path("zero_sum").asBoolean() && !ledger.path("items").isEmpty();
        for (JsonNode asset : ledger.path("items")) {
            zero &= asset.path("sum").asText("none").matches("0(\\.0+)?");
        }
        return zero;
    }
}
