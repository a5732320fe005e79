package com.flowex.marketdata.candle;

import com.flowex.ground.database.RowSource;
import com.flowex.ground.database.Sql;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Days of a market for work in the background, as far as the view is; without the markets in memory. Any thread. */
public record DailyCandles(RowSource rows) {

    private static final String DAYS = """
            SELECT open_seconds, open, high, low, close, volume, quote_volume, trades, first_trade,
                   last_trade, bought, bought_quote
            FROM marketdata.candle
            WHERE instrument_id = ? AND interval_seconds = 86400 AND open_seconds >= ?
            ORDER BY open_seconds
            """;

    private static final String BOOK = """
            SELECT count(*), avg(2.0 * (ask - bid) / (ask + bid)), avg((bid_quantity + ask_quantity) * (ask::numeric + bid) / 2)
            FROM marketdata.book_minute
            WHERE instrument_id = ? AND minute_seconds >= ? AND bid > 0 AND ask > 0
            """;

    /**
     * The book on average over minutes.
     *
     * @param spread between best ask and best bid, by their middle
     * @param depth of the best twenty levels of both sides: quantity units times price units
     */
    public record BookAverage(double spread, BigDecimal depth) {}

    /** The days of a market from a moment on, oldest first; a day without a trade has none. */
    public List<Candle> days(int tenant, int instrument, long fromSeconds) {
        return rows.query(
                tenant, connection -> Sql.all(connection, CandleQueries::candle, DAYS, instrument, fromSeconds));
    }

    /** The book since a moment, of minutes in which both sides had an order; empty if there is none. */
    public Optional<BookAverage> book(int tenant, int instrument, long fromSeconds) {
        return rows.query(tenant, connection -> Sql.one(connection, DailyCandles::book, BOOK, instrument, fromSeconds))
                .flatMap(each -> each);
    }

    private static Optional<BookAverage> book(ResultSet row) throws SQLException {
        return row.getLong(1) == 0
                ? Optional.empty()
                : Optional.of(new BookAverage(row.getDouble(2), row.getBigDecimal(3)));
    }
}
