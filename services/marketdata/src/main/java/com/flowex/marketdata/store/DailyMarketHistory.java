package com.flowex.marketdata.store;

import com.flowex.platform.database.sql.RowSource;
import com.flowex.platform.database.sql.Sql;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * Daily candles and book medians of a market for work in the background, read from the tables and not from the markets
 * in memory. They reach as far as the view does. Safe for many threads.
 */
public record DailyMarketHistory(RowSource rows) {

    private static final String DAYS = """
            SELECT open_seconds, open, high, low, close, volume, quote_volume, trades, first_trade,
                   last_trade, bought, bought_quote
            FROM marketdata.candle
            WHERE instrument_id = ? AND interval_seconds = 86400 AND open_seconds >= ?
            ORDER BY open_seconds
            """;

    /** A minute without a row equals the one before it. The newest row is only known to hold for its own minute. */
    private static final String BOOK = """
            WITH held AS (
                SELECT bid, ask, bid_quantity, ask_quantity,
                       coalesce(lead(minute_seconds) OVER (ORDER BY minute_seconds), minute_seconds + 60)
                           - greatest(minute_seconds, ?) AS seconds
                FROM marketdata.book_minute
                WHERE instrument_id = ? AND minute_seconds >= coalesce(
                    (SELECT max(minute_seconds) FROM marketdata.book_minute WHERE instrument_id = ? AND minute_seconds <= ?), ?)
            ), figures AS (
                SELECT 2.0 * (ask - bid) / (ask::numeric + bid) AS spread,
                       (bid_quantity + ask_quantity) * (ask::numeric + bid) / 2 AS depth, seconds
                FROM held WHERE bid > 0 AND ask > 0 AND seconds > 0
            ), ranked AS (
                SELECT spread, depth, sum(seconds) OVER () AS whole,
                       sum(seconds) OVER (ORDER BY spread, depth) AS by_spread,
                       sum(seconds) OVER (ORDER BY depth, spread) AS by_depth
                FROM figures
            )
            SELECT coalesce(max(whole), 0)::bigint / 60,
                   min(spread) FILTER (WHERE 2 * by_spread >= whole), min(depth) FILTER (WHERE 2 * by_depth >= whole)
            FROM ranked
            """;

    /**
     * Medians of the book, weighted by time: quotes that last for less than half of the time move neither of them.
     *
     * @param spread difference between best ask and best bid, divided by their middle
     * @param depth depth of the best twenty levels of both sides: quantity units times price units
     * @param minutes minutes for which both sides are known to have had an order
     */
    public record BookMedian(double spread, BigDecimal depth, long minutes) {}

    /** Returns the daily candles of a market from a time on, oldest first; a day without a trade has none. */
    public List<Candle> days(int tenant, int instrument, long fromSeconds) {
        return rows.query(
                tenant, connection -> Sql.all(connection, CandleQueries::candle, DAYS, instrument, fromSeconds));
    }

    /**
     * Returns the medians of the book since a time, over the minutes in which both sides had an order; empty if there
     * were none.
     */
    public Optional<BookMedian> book(int tenant, int instrument, long fromSeconds) {
        return rows.query(
                        tenant,
                        connection -> Sql.one(
                                connection,
                                DailyMarketHistory::book,
                                BOOK,
                                fromSeconds,
                                instrument,
                                instrument,
                                fromSeconds,
                                fromSeconds))
                .flatMap(each -> each);
    }

    private static Optional<BookMedian> book(ResultSet row) throws SQLException {
        return row.getLong(1) == 0
                ? Optional.empty()
                : Optional.of(new BookMedian(row.getDouble(2), row.getBigDecimal(3), row.getLong(1)));
    }
}
