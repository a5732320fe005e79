package com.flowex.trading.store.order;

import com.flowex.domain.value.AccountId;
import com.flowex.orderentry.LogTime;
import com.flowex.platform.database.Database;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.database.transaction.Transaction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * History of an order, oldest first. Its acceptance and end come from its row, its trades from its fills, and the other
 * steps from {@code order_steps}.
 */
public final class OrderHistory {

    private static final String STEPS = """
            SELECT sequence, step, price, quantity, remaining, price_before, quantity_before, at_nanos
            FROM trading.order_steps
            WHERE tenant = ? AND account = ? AND order_id = ? AND sequence > ? ORDER BY sequence LIMIT ?""";

    /** Selects the price and quantity of an order before its first change. */
    private static final String REQUESTED = """
            SELECT price_before, quantity_before FROM trading.order_steps
            WHERE tenant = ? AND account = ? AND order_id = ? AND quantity_before <> 0 ORDER BY sequence LIMIT 1""";

    /** Selects the quantity that an order traded or lost to prevention before a sequence. */
    private static final String TAKEN = """
            SELECT (SELECT coalesce(sum(quantity), 0) FROM trading.fills
                WHERE tenant = ? AND account = ? AND sequence > ? AND sequence < ? AND order_id = ?)
              + (SELECT coalesce(sum(quantity), 0) FROM trading.order_steps
                WHERE tenant = ? AND account = ? AND order_id = ? AND sequence < ? AND step = 'prevented')""";

    /**
     * Selects an order's fills. They lie between the events that accepted and last changed it, so no index on order ids
     * is needed.
     */
    private static final String TRADES = """
            SELECT sequence, trade_id, maker, price, quantity, quote, fee, rebate, executed_nanos FROM trading.fills
            WHERE tenant = ? AND account = ? AND sequence > ? AND sequence <= ? AND order_id = ?
            ORDER BY sequence LIMIT ?""";

    /**
     * An event of an order.
     *
     * @param event code on the wire
     * @param priceUnits price in units; 0 for none
     * @param quantityBefore whole quantity before a change of the order; 0 if the event is no change
     * @param remainingUnits open quantity after the event; null for a trade, whose row does not contain it
     * @param reason reason of an end that was not a fill; null for other events
     * @param trade amounts of a trade; null for other events
     */
    public record OrderHistoryEntry(
            long sequence,
            Instant at,
            String event,
            long priceUnits,
            long quantityUnits,
            long quantityBefore,
            @Nullable Long remainingUnits,
            @Nullable String reason,
            @Nullable SettledTrade trade) {}

    /** Amounts that a trade moved. A trade is settled in the command that made it, so its event means settlement. */
    public record SettledTrade(long tradeId, boolean isMaker, long quoteUnits, long feeUnits, long rebateUnits) {}

    private record RequestedTerms(long priceUnits, long quantityUnits) {}

    private final Database database;

    public OrderHistory(Database database) {
        this.database = database;
    }

    /**
     * Returns the events of an order after a sequence, oldest first.
     *
     * @param limit largest number of events
     */
    public List<OrderHistoryEntry> after(TrackedOrder order, long sequence, int limit) {
        List<OrderHistoryEntry> moments =
                database.transaction(order.request().account().tenant(), connection -> {
                    AccountId account = order.request().account();
                    Object tenant = account.tenant();
                    Object number = account.number();
                    long id = order.id().value();
                    long last = order.progress().sequence();
                    List<OrderHistoryEntry> read = new ArrayList<>(
                            Sql.all(connection, OrderHistory::step, STEPS, tenant, number, id, sequence, limit));
                    read.addAll(Sql.all(
                            connection,
                            OrderHistory::trade,
                            TRADES,
                            tenant,
                            number,
                            Math.max(sequence, order.acceptedSequence()),
                            last,
                            id,
                            limit));
                    long restedAt = order.progress().restedSequence();
                    if (sequence < Math.max(order.acceptedSequence(), restedAt)) {
                        RequestedTerms terms = requested(connection, order);
                        if (sequence < order.acceptedSequence()) {
                            read.add(accepted(order, terms));
                        }
                        if (sequence < restedAt) {
                            read.add(rested(order, terms, taken(connection, order)));
                        }
                    }
                    return read;
                });
        end(order).filter(moment -> moment.sequence > sequence).ifPresent(moments::add);
        return moments.stream()
                .sorted(Comparator.comparingLong(OrderHistoryEntry::sequence))
                .limit(limit)
                .toList();
    }

    private static OrderHistoryEntry step(ResultSet row) throws SQLException {
        return new OrderHistoryEntry(
                row.getLong("sequence"),
                LogTime.instant(row.getLong("at_nanos")),
                row.getString("step"),
                row.getLong("price"),
                row.getLong("quantity"),
                row.getLong("quantity_before"),
                row.getLong("remaining"),
                null,
                null);
    }

    private static OrderHistoryEntry trade(ResultSet row) throws SQLException {
        return new OrderHistoryEntry(
                row.getLong("sequence"),
                LogTime.instant(row.getLong("executed_nanos")),
                "traded",
                row.getLong("price"),
                row.getLong("quantity"),
                0,
                null,
                null,
                new SettledTrade(
                        row.getLong("trade_id"),
                        row.getBoolean("maker"),
                        row.getLong("quote"),
                        row.getLong("fee"),
                        row.getLong("rebate")));
    }

    /** Returns the price and quantity that the order had before any change of it. */
    private static RequestedTerms requested(Transaction connection, TrackedOrder order) {
        AccountId account = order.request().account();
        return Sql.one(
                        connection,
                        row -> new RequestedTerms(row.getLong(1), row.getLong(2)),
                        REQUESTED,
                        account.tenant(),
                        account.number(),
                        order.id().value())
                .orElse(new RequestedTerms(limit(order), order.progress().quantityUnits()));
    }

    /** Returns the quantity that the order traded or lost to prevention before it came to rest. */
    private static long taken(Transaction connection, TrackedOrder order) {
        AccountId account = order.request().account();
        Object tenant = account.tenant();
        Object number = account.number();
        long id = order.id().value();
        long rested = order.progress().restedSequence();
        return Sql.one(
                        connection,
                        row -> row.getLong(1),
                        TAKEN,
                        tenant,
                        number,
                        order.acceptedSequence(),
                        rested,
                        id,
                        tenant,
                        number,
                        id,
                        rested)
                .orElse(0L);
    }

    private static OrderHistoryEntry accepted(TrackedOrder order, RequestedTerms terms) {
        return placed(order, "accepted", order.acceptedSequence(), terms.priceUnits(), terms.quantityUnits());
    }

    /**
     * Returns the event with which a new order came to rest. Its fields are those of the row that an order gets if it
     * comes to rest later.
     */
    private static OrderHistoryEntry rested(TrackedOrder order, RequestedTerms terms, long taken) {
        return placed(
                order, "rested", order.progress().restedSequence(), terms.priceUnits(), terms.quantityUnits() - taken);
    }

    private static OrderHistoryEntry placed(
            TrackedOrder order, String event, long sequence, long priceUnits, long openUnits) {
        return new OrderHistoryEntry(
                sequence,
                LogTime.instant(order.createdNanos()),
                event,
                priceUnits,
                openUnits,
                0,
                openUnits,
                null,
                null);
    }

    private static Optional<OrderHistoryEntry> end(TrackedOrder order) {
        OrderProgress progress = order.progress();
        return switch (progress.status()) {
            case CANCELED ->
                Optional.of(end(
                        order, order.cancelReason().map(reason -> reason.code()).orElse(null)));
            case EXPIRED ->
                Optional.of(end(
                        order, order.expiryReason().map(reason -> reason.code()).orElse(null)));
            case PENDING, WAITING, OPEN, PARTIALLY_FILLED, FILLED -> Optional.empty();
        };
    }

    private static OrderHistoryEntry end(TrackedOrder order, @Nullable String reason) {
        OrderProgress progress = order.progress();
        return new OrderHistoryEntry(
                progress.sequence(),
                LogTime.instant(progress.updatedNanos()),
                progress.status().code(),
                0,
                progress.remainingUnits(),
                0,
                0L,
                reason,
                null);
    }

    private static long limit(TrackedOrder order) {
        return order.limit().map(limit -> limit.price().units()).orElse(0L);
    }
}
