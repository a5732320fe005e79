package com.flowex.trading.report;

import com.flowex.ground.database.RowSource;
import com.flowex.ground.database.Sql;
import com.flowex.trading.fill.FillQueries;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Fills of all accounts of a tenant, stretch by stretch of the log. */
final class ReportQueries {

    /** Events of a stretch: so many rows are in memory at most, and a market that is always trading fills some thousand. */
    static final long STRETCH_EVENTS = 20_000;

    private static final String STRETCH = """
            SELECT account, sequence, maker, trade_id, order_id, instrument_id, buy, price, quantity, quote, fee, rebate,
                executed_nanos
            FROM trading.fills
            WHERE tenant = ? AND sequence BETWEEN ? AND ? AND executed_nanos >= ? AND executed_nanos < ?
                AND (?::integer IS NULL OR instrument_id = ?) AND (?::bigint IS NULL OR account = ?)
            ORDER BY sequence, maker""";

    private final RowSource rows;

    ReportQueries(RowSource rows) {
        this.rows = rows;
    }

    /** The parts in trades that a filter wants, of a stretch that begins at an event; in the order of the log, takers first. */
    List<ReportedFill> executions(ReportFilter filter, long from) {
        Integer instrument =
                filter.instrument() == null ? null : filter.instrument().value();
        return rows.query(
                filter.tenant(),
                connection -> Sql.all(
                        connection,
                        ReportQueries::row,
                        STRETCH,
                        filter.tenant(),
                        from,
                        Math.min(filter.toSequence(), from + STRETCH_EVENTS - 1),
                        filter.executed().fromNanos(),
                        filter.executed().toNanos(),
                        instrument,
                        instrument,
                        filter.account(),
                        filter.account()));
    }

    /** The trades of which a filter wants a side: both sides of each, which are one event. */
    List<ReportedTrade> trades(ReportFilter filter, long from) {
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
