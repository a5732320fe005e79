package com.flowex.binance.trade;

import com.flowex.trading.order.TrackedOrder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Two orders of which one cancels the other, in the words of this dialect.
 *
 * @param orders both, the first of them first
 * @param isEnded whether neither is open
 */
public record SpotList(List<SpotOrder> orders, boolean isEnded) {

    public SpotList {
        orders = List.copyOf(orders);
    }

    /** As they are. */
    public SpotList(List<SpotOrder> orders) {
        this(
                orders,
                orders.stream().map(SpotOrder::order).map(TrackedOrder::status).noneMatch(status -> status.isOpen()));
    }

    /** The same once both are canceled. */
    SpotList ended() {
        return new SpotList(orders, true);
    }

    /** What its client called its first order. */
    String name() {
        return orders.getFirst().clientOrderId();
    }

    /** The list as it is now. */
    public Map<String, Object> summary() {
        long last = orders.stream().mapToLong(SpotOrder::updateTime).max().orElse(0);
        return fields(name(), last);
    }

    /**
     * The list, and each order in some words.
     *
     * @param name what it is called
     * @param nanos log time, since 1970
     */
    Map<String, Object> report(String name, long nanos, Function<SpotOrder, Map<String, Object>> worded) {
        Map<String, Object> fields = fields(name, nanos / SpotOrder.NANOS_PER_MILLI);
        fields.put("orderReports", orders.stream().map(worded).toList());
        return fields;
    }

    private Map<String, Object> fields(String name, long millis) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("orderListId", orders.getFirst().orderListId());
        fields.put("contingencyType", "OCO");
        fields.put("listStatusType", isEnded ? "ALL_DONE" : "EXEC_STARTED");
        fields.put("listOrderStatus", isEnded ? "ALL_DONE" : "EXECUTING");
        fields.put("listClientOrderId", name);
        fields.put("transactionTime", millis);
        fields.put("symbol", orders.getFirst().symbol());
        fields.put("orders", orders.stream().map(SpotList::reference).toList());
        return fields;
    }

    private static Map<String, Object> reference(SpotOrder order) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("symbol", order.symbol());
        fields.put("orderId", order.orderId());
        fields.put("clientOrderId", order.clientOrderId());
        return fields;
    }
}
