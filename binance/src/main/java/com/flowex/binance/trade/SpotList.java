package com.flowex.binance.trade;

import com.flowex.trading.order.TrackedOrder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Two orders of which one cancels or triggers the other, in the words of this dialect.
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

    /** The same once none is open. */
    SpotList ended() {
        return new SpotList(orders, true);
    }

    /** What one order of a list means for the other. */
    public static String contingencyOf(TrackedOrder order) {
        return order.progress().linkedWith() == 0 ? "OCO" : "OTO";
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
     * The list, and what is said of its orders.
     *
     * @param name what it is called
     * @param nanos log time, since 1970
     */
    Map<String, Object> report(String name, long nanos, List<Map<String, Object>> reports) {
        Map<String, Object> fields = fields(name, nanos / SpotOrder.NANOS_PER_MILLI);
        fields.put("orderReports", reports);
        return fields;
    }

    private Map<String, Object> fields(String name, long millis) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("orderListId", orders.getFirst().orderListId());
        fields.put("contingencyType", contingencyOf(orders.getFirst().order()));
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
