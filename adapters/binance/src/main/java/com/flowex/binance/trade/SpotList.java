package com.flowex.binance.trade;

import com.flowex.binance.dialect.Timestamp;
import com.flowex.trading.store.order.TrackedOrder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * List of two orders of which one cancels or triggers the other, or of three of which the first triggers the others, in
 * the format of this dialect.
 *
 * @param orders all orders, by id
 * @param isEnded true if none is open
 */
public record SpotList(List<SpotOrder> orders, boolean isEnded) {

    public SpotList {
        orders = List.copyOf(orders);
    }

    /** Makes a list of orders in their current state. */
    public SpotList(List<SpotOrder> orders) {
        this(
                orders,
                orders.stream().map(SpotOrder::order).map(TrackedOrder::status).noneMatch(status -> status.isOpen()));
    }

    /** Returns the list with all orders ended. */
    SpotList ended() {
        return new SpotList(orders, true);
    }

    /** Returns the contingency type of an order's list. */
    public static String contingencyOf(TrackedOrder order) {
        return order.progress().linkedWith() == 0 ? "OCO" : "OTO";
    }

    /** Returns the client order id of the first order. */
    String name() {
        return orders.getFirst().clientOrderId();
    }

    /** Returns the current state of the list. */
    public Map<String, Object> summary() {
        long last = orders.stream()
                .mapToLong(order -> order.updateTime().nanos())
                .max()
                .orElse(0);
        return fields(name(), last);
    }

    /** Returns the state of the list as the answer to a change of one of its orders has it. */
    Map<String, Object> status() {
        Map<String, Object> fields = summary();
        fields.keySet().removeAll(Set.of("listStatusType", "transactionTime"));
        return fields;
    }

    /**
     * Returns the list with reports of its orders.
     *
     * @param name name of the list
     * @param nanos log time, since 1970
     */
    Map<String, Object> report(String name, long nanos, List<Map<String, Object>> reports) {
        Map<String, Object> fields = fields(name, nanos);
        fields.put("orderReports", reports);
        return fields;
    }

    private Map<String, Object> fields(String name, long nanos) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("orderListId", orders.getFirst().orderListId());
        fields.put("contingencyType", contingencyOf(orders.getFirst().order()));
        fields.put("listStatusType", isEnded ? "ALL_DONE" : "EXEC_STARTED");
        fields.put("listOrderStatus", isEnded ? "ALL_DONE" : "EXECUTING");
        fields.put("listClientOrderId", name);
        fields.put("transactionTime", new Timestamp(nanos));
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
