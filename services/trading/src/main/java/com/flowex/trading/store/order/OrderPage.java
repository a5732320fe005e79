package com.flowex.trading.store.order;

import com.flowex.domain.value.InstrumentId;
import com.flowex.platform.database.transaction.Transaction;
import com.flowex.trading.store.order.OrderQueries.OrderFilter;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Statement for a page of an account's orders, newest first. It has one part for the open orders, which are few, and
 * one for each status of the ended orders. An index finds the newest of each part, so that a rare filter reads no
 * orders that it does not return.
 */
final class OrderPage {

    private static final String PART = "(SELECT " + OrderRows.COLUMNS + """
             FROM trading.%s
            WHERE tenant = ? AND account = ? AND order_id >= ? AND order_id < ? AND created_nanos >= ? AND created_nanos < ?""";

    private static final String NEWEST_FIRST = " ORDER BY order_id DESC LIMIT ?";

    private final OrderFilter filter;
    private final long from;
    private final long before;
    private final List<String> parts = new ArrayList<>();
    private final List<Object> values = new ArrayList<>();

    /**
     * @param from lowest id
     * @param before exclusive upper bound of ids
     */
    OrderPage(OrderFilter filter, long from, long before) {
        this.filter = filter;
        this.from = from;
        this.before = before;
        Set<OrderStatus> open = EnumSet.noneOf(OrderStatus.class);
        Set<OrderStatus> ended = EnumSet.noneOf(OrderStatus.class);
        for (OrderStatus status : OrderStatus.values()) {
            if (filter.statuses().isEmpty() || filter.statuses().contains(status)) {
                (status.isOpen() ? open : ended).add(status);
            }
        }
        if (!open.isEmpty()) {
            add(
                    "open_orders",
                    "status = ANY (?)",
                    open.stream().map(OrderStatus::code).toArray(String[]::new));
        }
        if (filter.statuses().isEmpty() && filter.instrument() == null) {
            add("closed_orders", null, null);
        } else {
            ended.forEach(status -> add("closed_orders", "status = ?", status.code()));
        }
    }

    private void add(String table, @Nullable String condition, @Nullable Object status) {
        StringBuilder part = new StringBuilder(PART.formatted(table));
        values.addAll(List.of(filter.account().tenant(), filter.account().number(), from, before));
        values.addAll(List.of(filter.accepted().fromNanos(), filter.accepted().toNanos()));
        if (condition != null && status != null) {
            part.append(" AND ").append(condition);
            values.add(status);
        }
        InstrumentId instrument = filter.instrument();
        if (instrument != null) {
            part.append(" AND instrument_id = ?");
            values.add(instrument.value());
        }
        values.add(filter.limit());
        parts.add(part + NEWEST_FIRST + ")");
    }

    private String sql() {
        return "SELECT * FROM (" + String.join(" UNION ALL ", parts) + ") AS page" + NEWEST_FIRST;
    }

    private Object[] values() {
        List<Object> all = new ArrayList<>(values);
        all.add(filter.limit());
        return all.toArray();
    }

    List<TrackedOrder> read(Transaction connection) {
        return connection.run(jdbc -> {
            try (PreparedStatement statement = jdbc.prepareStatement(sql())) {
                int next = 1;
                for (Object value : values()) {
                    statement.setObject(next++, value);
                }
                try (ResultSet result = statement.executeQuery()) {
                    return OrderRows.all(result);
                }
            }
        });
    }
}
