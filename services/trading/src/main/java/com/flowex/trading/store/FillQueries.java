package com.flowex.trading.store;

import com.flowex.domain.order.Side;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.InstrumentId;
import com.flowex.domain.value.OrderId;
import com.flowex.orderentry.LogTime;
import com.flowex.platform.database.sql.Bisection;
import com.flowex.platform.database.sql.RowSource;
import com.flowex.platform.database.sql.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads an account's fills. Every query needs the account. */
public final class FillQueries {

    /** Position behind every fill. */
    public static final long FROM_NEWEST = Long.MAX_VALUE;

    /**
     * Selects a range of events by the primary key. An order's fills lie between the events that accepted and last
     * changed it, so no index on order ids is needed.
     */
    private static final String FILLS = """
            SELECT sequence, maker, trade_id, order_id, instrument_id, buy, price, quantity, quote, fee, rebate,
                executed_nanos
            FROM trading.fills
            WHERE tenant = ? AND account = ? AND sequence BETWEEN ? AND ? AND (sequence < ? OR NOT maker)
                AND executed_nanos >= ? AND executed_nanos < ?""";

    private static final String NEWEST_FIRST = " ORDER BY sequence DESC, maker DESC LIMIT ?";
    private static final String OLDEST_FIRST = " ORDER BY sequence, maker LIMIT ?";

    private static final String LAST = """
            SELECT sequence FROM trading.fills
            WHERE tenant = ? AND account = ? ORDER BY sequence DESC LIMIT 1""";

    private static final String NEXT = """
            SELECT sequence, trade_id, executed_nanos FROM trading.fills
            WHERE tenant = ? AND account = ? AND sequence >= ? ORDER BY sequence LIMIT 1""";

    private static final String SUMS = """
            SELECT coalesce(sum(quantity), 0), coalesce(sum(quote), 0), coalesce(sum(fee), 0) FROM trading.fills
            WHERE tenant = ? AND account = ? AND sequence >= ? AND order_id = ? AND NOT maker""";

    /**
     * Filter of a list of fills.
     *
     * @param instrument null for all
     * @param order null for all
     * @param fromSequence sequence of the first event, inclusive
     * @param toSequence sequence of the last event, inclusive
     * @param executed range of the fills' log time
     * @param before exclusive upper bound of {@link FillRow#place}
     * @param limit largest number of fills
     */
    public record FillFilter(
            AccountId account,
            @Nullable InstrumentId instrument,
            @Nullable OrderId order,
            long fromSequence,
            long toSequence,
            LogTime.Span executed,
            long before,
            int limit) {}

    private final RowSource rows;

    public FillQueries(RowSource rows) {
        this.rows = rows;
    }

    /** Column whose values ascend from fill to fill. */
    public enum AscendingFillColumn {
        TRADE_ID("trade_id"),
        TIME_NANOS("executed_nanos");

        private final String column;

        AscendingFillColumn(String column) {
            this.column = column;
        }
    }

    /**
     * Returns the sequence of an event from which on no fill of the account is below a trade id or a time.
     *
     * @param least smallest trade id, or smallest log time in nanoseconds
     * @param end sequence behind every event that the view shows
     */
    public long sequenceFrom(AccountId account, AscendingFillColumn column, long least, long end) {
        return rows.query(
                account.tenant(),
                connection -> Bisection.from(
                        least,
                        end,
                        key -> Sql.one(
                                connection,
                                row -> new Bisection.Probe(row.getLong("sequence"), row.getLong(column.column)),
                                NEXT,
                                account.tenant(),
                                account.number(),
                                key)));
    }

    /** Returns the newest fills that match the filter, newest first. */
    public List<FillRow> page(FillFilter filter) {
        return page(NEWEST_FIRST, filter);
    }

    /** Returns the oldest fills that match the filter, oldest first. */
    public List<FillRow> oldest(FillFilter filter) {
        return page(OLDEST_FIRST, filter);
    }

    private List<FillRow> page(String ordering, FillFilter filter) {
        AccountId account = filter.account();
        LogTime.Span executed = filter.executed();
        long end = executed.equals(LogTime.Span.ALL) ? 0 : last(account) + 1;
        long from = executed.fromNanos() == 0
                ? 0
                : sequenceFrom(account, AscendingFillColumn.TIME_NANOS, executed.fromNanos(), end);
        long to = executed.toNanos() == Long.MAX_VALUE
                ? Long.MAX_VALUE
                : sequenceFrom(account, AscendingFillColumn.TIME_NANOS, executed.toNanos(), end) - 1;
        return rows.query(
                account.tenant(),
                connection -> Sql.all(
                        connection,
                        FillQueries::row,
                        sql(filter, ordering),
                        values(filter, Math.max(from, filter.fromSequence()), Math.min(to, filter.toSequence()))));
    }

    /** A condition that is not wanted is left out: it would keep the index of its column from being used. */
    private static String sql(FillFilter filter, String ordering) {
        StringBuilder sql = new StringBuilder(FILLS);
        if (filter.instrument() != null) {
            sql.append(" AND instrument_id = ?");
        }
        if (filter.order() != null) {
            sql.append(" AND order_id = ?");
        }
        return sql.append(ordering).toString();
    }

    private static @Nullable Object[] values(FillFilter filter, long from, long to) {
        // The place before 2n + 1 is 2n: only the taker's side of event n. The place before 2n is 2n - 1: both sides of
        // event n - 1.
        long last = filter.before() - 1;
        long lastSequence = last / 2;
        boolean wholeLast = last % 2 == 1;
        List<Object> values = new ArrayList<>(List.of(
                filter.account().tenant(),
                filter.account().number(),
                from,
                Math.min(to, lastSequence),
                wholeLast ? Long.MAX_VALUE : lastSequence,
                filter.executed().fromNanos(),
                filter.executed().toNanos()));
        if (filter.instrument() != null) {
            values.add(filter.instrument().value());
        }
        if (filter.order() != null) {
            values.add(filter.order().value());
        }
        values.add(filter.limit());
        return values.toArray();
    }

    /** Returns the sequence of an account's last fill; 0 if it has none. */
    private long last(AccountId account) {
        return rows.query(account.tenant(), connection -> Sql.one(
                        connection, row -> row.getLong(1), LAST, account.tenant(), account.number())
                .orElse(0L));
    }

    /**
     * Returns the sums of an order's fills as taker, from the event on that accepted it. For an order that never
     * rested, these are all of its fills.
     */
    public FillSums sums(AccountId account, OrderId order, long sequence) {
        return rows.query(account.tenant(), connection -> Sql.one(
                        connection,
                        row -> new FillSums(row.getLong(1), row.getLong(2), row.getLong(3)),
                        SUMS,
                        account.tenant(),
                        account.number(),
                        sequence,
                        order.value())
                .orElseThrow());
    }

    /** Reads a row of the table of fills. */
    public static FillRow row(ResultSet row) throws SQLException {
        return new FillRow(
                row.getLong("sequence"),
                row.getBoolean("maker"),
                row.getLong("trade_id"),
                row.getLong("order_id"),
                new InstrumentId(row.getInt("instrument_id")),
                row.getBoolean("buy") ? Side.BUY : Side.SELL,
                row.getLong("price"),
                row.getLong("quantity"),
                row.getLong("quote"),
                row.getLong("fee"),
                row.getLong("rebate"),
                row.getLong("executed_nanos"));
    }
}
