package com.flowex.trading.view;

import com.flowex.domain.OrderTerms;
import com.flowex.trading.order.OrderWords;
import com.flowex.trading.order.TrackedOrder;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/** Writes orders: open ones change in place, ended ones are written once. */
final class OrderTables {

    private static final String COLUMNS = """
            (tenant, account, order_id, client_order_id, instrument_id, side, type, time_in_force, post_only, price,
             quantity, remaining, filled_quote, fee, status, expiry_reason, accepted_sequence, sequence, created_nanos,
             updated_nanos) FROM STDIN (FORMAT binary)""";

    private static final String COPY_OPEN = "COPY open_orders " + COLUMNS;
    private static final String COPY_CLOSED = "COPY closed_orders " + COLUMNS;
    private static final int COLUMN_COUNT = 20;

    private static final String UPDATE_OPEN = """
            UPDATE open_orders o
            SET quantity = c.quantity, remaining = c.remaining, filled_quote = c.filled_quote, fee = c.fee,
                status = c.status, sequence = c.sequence, updated_nanos = c.updated_nanos
            FROM unnest(?::integer[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[],
                        ?::text[], ?::bigint[], ?::bigint[])
                AS c (tenant, account, order_id, quantity, remaining, filled_quote, fee, status, sequence,
                      updated_nanos)
            WHERE o.tenant = c.tenant AND o.account = c.account AND o.order_id = c.order_id""";

    private static final String DELETE_OPEN = """
            DELETE FROM open_orders o
            USING unnest(?::integer[], ?::bigint[], ?::bigint[]) AS c (tenant, account, order_id)
            WHERE o.tenant = c.tenant AND o.account = c.account AND o.order_id = c.order_id""";

    private final CopyRows opened = new CopyRows();
    private final CopyRows closed = new CopyRows();
    private final List<TrackedOrder> updated = new ArrayList<>();
    private final List<TrackedOrder> gone = new ArrayList<>();

    /** Writes every changed order as it is now; changes nothing about the entries, so that it can be repeated. */
    void write(Connection connection, List<OrderEntry> entries) throws SQLException, IOException {
        opened.clear();
        closed.clear();
        updated.clear();
        gone.clear();
        entries.forEach(this::sort);
        update(connection);
        delete(connection);
        opened.copyInto(connection, COPY_OPEN);
        closed.copyInto(connection, COPY_CLOSED);
    }

    private void sort(OrderEntry entry) {
        TrackedOrder order = entry.order;
        boolean open = order.status().isOpen();
        if (open && entry.stored) {
            updated.add(order);
        } else if (open) {
            row(opened, order);
        } else {
            row(closed, order);
            if (entry.stored) {
                gone.add(order);
            }
        }
    }

    private static void row(CopyRows rows, TrackedOrder order) {
        var request = order.request();
        var progress = order.progress();
        rows.row(COLUMN_COUNT);
        rows.int4(request.account().tenant());
        rows.int8(request.account().number());
        rows.int8(order.id().value());
        rows.text(request.clientOrderId().toString());
        rows.int4(request.instrument().value());
        rows.text(OrderWords.of(request.side()));
        terms(rows, request.terms());
        rows.int8(progress.quantityUnits());
        rows.int8(progress.remainingUnits());
        rows.int8(progress.filledQuoteUnits());
        rows.int8(progress.feeUnits());
        rows.text(progress.status().code());
        order.expiryReason().ifPresentOrElse(reason -> rows.text(OrderWords.of(reason)), rows::absent);
        rows.int8(order.acceptedSequence());
        rows.int8(progress.sequence());
        rows.int8(order.createdNanos());
        rows.int8(progress.updatedNanos());
    }

    private static void terms(CopyRows rows, OrderTerms terms) {
        rows.text(OrderWords.typeOf(terms));
        rows.text(OrderWords.timeInForceOf(terms));
        switch (terms) {
            case OrderTerms.Limit limit -> {
                rows.bool(limit.postOnly());
                rows.int8(limit.price().units());
            }
            case OrderTerms.Market _ -> {
                rows.bool(false);
                rows.absent();
            }
        }
    }

    private void update(Connection connection) throws SQLException {
        if (updated.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(UPDATE_OPEN)) {
            statement.setObject(1, tenants(updated));
            statement.setObject(2, accounts(updated));
            statement.setObject(3, ids(updated));
            statement.setObject(4, longs(updated, order -> order.progress().quantityUnits()));
            statement.setObject(5, longs(updated, order -> order.progress().remainingUnits()));
            statement.setObject(6, longs(updated, order -> order.progress().filledQuoteUnits()));
            statement.setObject(7, longs(updated, order -> order.progress().feeUnits()));
            statement.setObject(
                    8, updated.stream().map(order -> order.status().code()).toArray(String[]::new));
            statement.setObject(9, longs(updated, order -> order.progress().sequence()));
            statement.setObject(10, longs(updated, order -> order.progress().updatedNanos()));
            Rows.require(statement.executeUpdate(), updated.size(), "changed open orders");
        }
    }

    private void delete(Connection connection) throws SQLException {
        if (gone.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(DELETE_OPEN)) {
            statement.setObject(1, tenants(gone));
            statement.setObject(2, accounts(gone));
            statement.setObject(3, ids(gone));
            Rows.require(statement.executeUpdate(), gone.size(), "ended open orders");
        }
    }

    private static int[] tenants(List<TrackedOrder> orders) {
        return orders.stream()
                .mapToInt(order -> order.request().account().tenant())
                .toArray();
    }

    private static long[] accounts(List<TrackedOrder> orders) {
        return longs(orders, order -> order.request().account().number());
    }

    private static long[] ids(List<TrackedOrder> orders) {
        return longs(orders, order -> order.id().value());
    }

    private static long[] longs(List<TrackedOrder> orders, ToLongFunction<TrackedOrder> part) {
        return orders.stream().mapToLong(part).toArray();
    }
}
