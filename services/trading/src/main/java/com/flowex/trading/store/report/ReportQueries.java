package com.flowex.trading.store.report;

import com.flowex.platform.database.sql.RowSource;
import com.flowex.platform.database.sql.Sql;
import com.flowex.trading.store.FillQueries;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Reads the fills of all accounts of a tenant, one range of the log at a time. */
public final class ReportQueries {

    /**
     * Number of events of a range. It bounds the rows in memory; a market that trades all the time has some thousand.
     */
    public static final long RANGE_EVENTS = 20_000;

    private static final String RANGE = """
            SELECT account, sequence, maker, trade_id, order_id, instrument_id, buy, price, quantity, quote, fee, rebate,
                executed_nanos
            FROM trading.fills
            WHERE tenant = ? AND sequence BETWEEN ? AND ? AND executed_nanos >= ? AND executed_nanos < ?
                AND (?::integer IS NULL OR instrument_id = ?) AND (?::bigint IS NULL OR account = ?)
            ORDER BY sequence, maker""";

    private static final long NANOS_A_DAY = 86_400_000_000_000L;

    /** The last trade before a day, and the last one of that day, from its sums. */
    private static final String DAY = """
            SELECT coalesce(max(last_sequence) FILTER (WHERE day < ?), 0), coalesce(max(last_sequence), 0)
            FROM trading.fill_days WHERE tenant = ? AND day <= ?""";

    private static final String LAST_OF_DAY = """
            SELECT coalesce(max(sequence), 0) FROM trading.fills
            WHERE tenant = ? AND sequence > ? AND sequence <= ? AND executed_nanos < ?""";

    private final RowSource rows;

    public ReportQueries(RowSource rows) {
        this.rows = rows;
    }

    /**
     * Returns the fills that match a filter, in the range that begins at an event. They are in the order of the log,
     * takers first.
     */
    public List<ReportedFill> executions(ReportFilter filter, long from) {
        Integer instrument =
                filter.instrument() == null ? null : filter.instrument().value();
        return rows.query(
                filter.tenant(),
                connection -> Sql.all(
                        connection,
                        ReportQueries::row,
                        RANGE,
                        filter.tenant(),
                        from,
                        Math.min(filter.toSequence(), from + RANGE_EVENTS - 1),
                        filter.executed().fromNanos(),
                        filter.executed().toNanos(),
                        instrument,
                        instrument,
                        filter.account(),
                        filter.account()));
    }

    private record DayOfTrades(long before, long last) {}

    /** Returns the sequence of a tenant's last trade before a time; 0 if there is none. Later trades do not change it. */
    public long lastBefore(int tenant, long nanos) {
        long day = nanos / NANOS_A_DAY;
        return rows.query(tenant, connection -> {
            DayOfTrades trades = Sql.one(
                            connection, row -> new DayOfTrades(row.getLong(1), row.getLong(2)), DAY, day, tenant, day)
                    .orElseThrow();
            long ofDay = Sql.one(
                            connection,
                            row -> row.getLong(1),
                            LAST_OF_DAY,
                            tenant,
                            trades.before(),
                            trades.last(),
                            nanos)
                    .orElseThrow();
            return Math.max(trades.before(), ofDay);
        });
    }

    /** Returns the trades of which a side matches a filter, with both sides; these are one event. */
    public List<ReportedTrade> trades(ReportFilter filter, long from) {
        List<ReportedFill> sides = executions(
                new ReportFilter(
                        filter.tenant(),
                        filter.fromSequence(),
                        filter.toSequence(),
                        filter.executed(),
                        filter.instrument(),
                        null),
                from);
        List<ReportedTrade> trades = new ArrayList<>(sides.size() / 2);
        for (int i = 0; i + 1 < sides.size(); i += 2) {
            ReportedTrade trade = new ReportedTrade(sides.get(i + 1), sides.get(i));
            if (filter.account() == null || trade.isOf(filter.account())) {
                trades.add(trade);
            }
        }
        return trades;
    }

    private static ReportedFill row(ResultSet row) throws SQLException {
        return new ReportedFill(row.getLong("account"), FillQueries.row(row));
    }
}
