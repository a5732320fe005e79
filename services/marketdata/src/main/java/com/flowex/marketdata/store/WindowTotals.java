package com.flowex.marketdata.store;

import com.flowex.platform.database.transaction.Transaction;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Query of the totals of several markets in one window, by one statement. */
final class WindowTotals {

    private static final String TOTALS = """
            SELECT candle.instrument_id, open_seconds, open, high, low, close, volume, quote_volume, trades, first_trade,
                   last_trade, bought, bought_quote
            FROM unnest(?, ?, ?) AS part (interval_seconds, from_seconds, to_seconds)
            JOIN marketdata.candle AS candle ON candle.instrument_id = ANY (?)
                AND candle.interval_seconds = part.interval_seconds
                AND candle.open_seconds >= part.from_seconds AND candle.open_seconds < part.to_seconds
            ORDER BY candle.instrument_id, open_seconds
            """;

    private WindowTotals() {}

    /** Returns the total of the window in one candle, for each market with a trade, by the number of the market. */
    static Map<Integer, Candle> read(Transaction connection, List<Integer> instruments, Window window)
            throws SQLException {
        List<Window.Part> parts = window.parts();
        Map<Integer, Candle> totals = new HashMap<>();
        try (PreparedStatement statement = connection.jdbc().prepareStatement(TOTALS)) {
            statement.setArray(
                    1,
                    connection
                            .jdbc()
                            .createArrayOf(
                                    "int4",
                                    parts.stream()
                                            .map(part -> (int) part.interval().seconds())
                                            .toArray()));
            statement.setArray(
                    2,
                    connection
                            .jdbc()
                            .createArrayOf(
                                    "int8",
                                    parts.stream().map(Window.Part::fromSeconds).toArray()));
            statement.setArray(
                    3,
                    connection
                            .jdbc()
                            .createArrayOf(
                                    "int8",
                                    parts.stream().map(Window.Part::toSeconds).toArray()));
            statement.setArray(4, connection.jdbc().createArrayOf("int4", instruments.toArray()));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    totals.merge(
                            row.getInt("instrument_id"),
                            CandleQueries.candle(row),
                            (earlier, later) -> earlier.followedBy(later, earlier.openSeconds()));
                }
            }
        }
        return totals;
    }
}
