package com.flowex.trading.view;

import com.flowex.domain.OrderTerms;
import com.flowex.domain.Trigger;
import com.flowex.platform.projection.Rows;
import com.flowex.trading.order.OrderProgress;
import com.flowex.trading.order.OrderRows;
import com.flowex.trading.order.OrderWords;
import com.flowex.trading.order.TrackedOrder;
import java.io.IOException;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Writes orders: open ones change in place, but for one that was revised; ended ones are written once. */
final class OrderTables {

    private static final String FROM = " (" + OrderRows.COLUMNS + ") FROM STDIN (FORMAT binary)";
    private static final String COPY_OPEN = "COPY open_orders" + FROM;
    private static final String COPY_CLOSED = "COPY closed_orders" + FROM;
    private static final int COLUMN_COUNT = 39;

    private static final String UPDATE_OPEN = """
            UPDATE open_orders o
            SET price = nullif(c.price, 0), quantity = c.quantity, remaining = c.remaining, prevented = c.prevented,
                visible = c.visible, filled_quote = c.filled_quote, fee = c.fee, rebate = c.rebate,
                triggered_price = c.triggered_price, triggered_nanos = c.triggered_nanos, extreme = c.extreme, slices_started = c.slices_started, paired_with = c.paired_with,
                status = c.status, sequence = c.sequence, updated_nanos = c.updated_nanos
            FROM unnest(?::integer[], ?::bigint[], ?::bigint[], ?::text[], ?::numeric[], ?::numeric[], ?::numeric[],
                        ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[],
                        ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[])
                AS c (tenant, account, order_id, status, filled_quote, fee, rebate, price, quantity, remaining,
                      prevented, visible, triggered_price, triggered_nanos, extreme, slices_started, paired_with, sequence, updated_nanos)
            WHERE o.tenant = c.tenant AND o.account = c.account AND o.order_id = c.order_id""";

    /** The sums {@link #UPDATE_OPEN} takes behind the status, in its order. */
    private static final List<Function<TrackedOrder, BigInteger>> SUMS = List.of(
            order -> order.progress().filledQuoteUnits(),
            order -> order.progress().feeUnits(),
            order -> order.progress().rebateUnits());

    /** What {@link #UPDATE_OPEN} takes behind the sums, in its order. */
    private static final List<ToLongFunction<TrackedOrder>> UPDATED = List.of(
            OrderTables::priceUnits,
            order -> order.progress().quantityUnits(),
            order -> order.progress().remainingUnits(),
            order -> order.progress().preventedUnits(),
            order -> order.progress().visibleUnits(),
            order -> order.progress().triggeredUnits(),
            order -> order.progress().triggeredNanos(),
            order -> order.progress().extremeUnits(),
            order -> order.progress().slicesStarted(),
            order -> order.progress().pairedWith(),
            order -> order.progress().sequence(),
            order -> order.progress().updatedNanos());

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
        if (open && entry.stored && !entry.revised) {
            updated.add(order);
            return;
        }
        row(open ? opened : closed, order);
        if (entry.stored) {
            gone.add(order);
        }
    }

    private static void row(CopyRows rows, TrackedOrder order) {
        var request = order.request();
        rows.row(COLUMN_COUNT);
        rows.int4(request.account().tenant());
        rows.int8(request.account().number());
        rows.int8(order.id().value());
        rows.text(request.clientOrderId().toString());
        rows.int4(request.instrument().value());
        rows.text(OrderWords.of(request.side()));
        terms(rows, order);
        rows.text(OrderWords.of(request.selfTradePrevention()));
        progress(rows, order.progress());
        order.expiryReason().ifPresentOrElse(reason -> rows.text(reason.code()), rows::absent);
        order.cancelReason().ifPresentOrElse(reason -> rows.text(reason.code()), rows::absent);
        rows.int8(order.acceptedSequence());
        rows.int8(order.progress().sequence());
        rows.int8(order.createdNanos());
        rows.int8(order.progress().updatedNanos());
    }

    private static void progress(CopyRows rows, OrderProgress progress) {
        rows.int8(progress.quantityUnits());
        rows.int8(progress.remainingUnits());
        rows.int8(progress.preventedUnits());
        rows.int8(progress.visibleUnits());
        rows.numeric(progress.filledQuoteUnits());
        rows.numeric(progress.feeUnits());
        rows.numeric(progress.rebateUnits());
        rows.int8(progress.triggeredUnits());
        rows.int8(progress.triggeredNanos());
        rows.int8(progress.extremeUnits());
        rows.int4(progress.slicesStarted());
        rows.int8(progress.pairedWith());
        rows.text(progress.status().code());
    }

    private static void terms(CopyRows rows, TrackedOrder order) {
        OrderTerms terms = order.request().terms();
        var limit = order.limit();
        rows.text(OrderWords.typeOf(terms));
        rows.text(OrderWords.timeInForceOf(terms));
        rows.bool(limit.map(OrderTerms.Limit::postOnly).orElse(false));
        long price = priceUnits(order);
        if (price == 0) {
            rows.absent();
        } else {
            rows.int8(price);
        }
        rows.int8(limit.map(OrderTerms.Limit::expiresNanos).orElse(0L));
        rows.int8(limit.map(shown -> shown.display().units()).orElse(0L));
        rows.int8(terms instanceof OrderTerms.MarketByQuote(long quote) ? quote : 0);
        trigger(rows, terms instanceof OrderTerms.Conditional conditional ? conditional.trigger() : null);
        boolean sliced = terms instanceof OrderTerms.Twap;
        rows.int4(sliced ? ((OrderTerms.Twap) terms).slices() : 0);
        rows.int8(sliced ? ((OrderTerms.Twap) terms).intervalNanos() : 0);
    }

    private static void trigger(CopyRows rows, @Nullable Trigger trigger) {
        rows.int8(
                switch (trigger) {
                    case Trigger.StopLoss stop -> stop.price().units();
                    case Trigger.TakeProfit take -> take.price().units();
                    case Trigger.TrailingFrom from -> from.activation().units();
                    case null, default -> 0;
                });
        Trigger.Trailing trailing = trigger == null ? null : trigger.trailing();
        rows.int8(
                trailing instanceof Trigger.TrailingAmount amount
                        ? amount.distance().units()
                        : 0);
        rows.int4(trailing instanceof Trigger.TrailingRate rate ? rate.basisPoints() : 0);
        if (trigger == null) {
            rows.absent();
        } else {
            rows.text(OrderWords.of(trigger.source()));
        }
    }

    /** The limit of an order that has one; no price is zero, so 0 says none. */
    private static long priceUnits(TrackedOrder order) {
        return order.request().terms() instanceof OrderTerms.Twap twap
                ? twap.limit().units()
                : order.limit().map(limit -> limit.price().units()).orElse(0L);
    }

    private void update(Connection connection) throws SQLException {
        if (updated.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(UPDATE_OPEN)) {
            statement.setObject(1, tenants(updated));
            statement.setObject(2, accounts(updated));
            statement.setObject(3, ids(updated));
            statement.setObject(
                    4, updated.stream().map(order -> order.status().code()).toArray(String[]::new));
            int parameter = 5;
            for (Function<TrackedOrder, BigInteger> sum : SUMS) {
                Object[] sums = updated.stream().map(sum).toArray();
                statement.setArray(parameter++, connection.createArrayOf("numeric", sums));
            }
            for (ToLongFunction<TrackedOrder> part : UPDATED) {
                statement.setObject(parameter++, longs(updated, part));
            }
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
