package com.flowex.marketdata.view;

import com.flowex.domain.order.Side;
import com.flowex.domain.value.Scale;
import com.flowex.marketdata.store.Candle;
import com.flowex.marketdata.store.CandleQueries;
import com.flowex.marketdata.store.Interval;
import com.flowex.marketdata.store.Listing;
import com.flowex.marketdata.store.TradeQueries;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.projection.rows.AssetsTable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** Reader of the stored markets, so that a start needs only the events behind the checkpoint. */
final class MarketLoader {

    /** Number of trades of each market that a restart loads: as many as a request may ask for. */
    static final int TRADES_MAX = 1_000;

    private static final String MARKETS = """
            SELECT instrument_id, tenant_id, symbol, price_scale, base_scale, quote_scale, open, book_sequence, sequence,
                   time_nanos
            FROM market WHERE instrument_id >= ? ORDER BY instrument_id LIMIT ?
            """;

    private static final String LEVELS = "SELECT buys, price, quantity FROM book_level WHERE instrument_id = ?";

    private static final String TRADES = """
            SELECT trade_id, sequence, price, quantity, quote, taker_buys, time_nanos
            FROM (SELECT * FROM trade WHERE instrument_id = ? ORDER BY trade_id DESC LIMIT ?) AS latest
            ORDER BY trade_id
            """;

    /**
     * Candles of an interval that opened in the given number of seconds before its last candle, and the one before
     * these.
     */
    private static final String CANDLES = """
            SELECT open_seconds, open, high, low, close, volume, quote_volume, trades, first_trade,
                   last_trade, bought, bought_quote
            FROM candle
            WHERE instrument_id = ? AND interval_seconds = ? AND open_seconds >= (
                SELECT coalesce(max(open_seconds), 0) FROM candle
                WHERE instrument_id = ? AND interval_seconds = ? AND open_seconds < (
                    SELECT max(open_seconds) - ? FROM candle
                    WHERE instrument_id = ? AND interval_seconds = ?))
            ORDER BY open_seconds
            """;

    private static final String LAST_SECONDS = """
            SELECT open_seconds, open, high, low, close, volume, quote_volume, trades, first_trade,
                   last_trade, bought, bought_quote
            FROM (SELECT * FROM candle WHERE instrument_id = ? AND interval_seconds = 1
                  ORDER BY open_seconds DESC LIMIT ?) AS latest
            ORDER BY open_seconds
            """;

    private MarketLoader() {}

    /** Returns every market as of the checkpoint in the same database. */
    static PublicMarkets load(Connection connection, PriorHistory prior) throws SQLException {
        return load(connection, prior, 0, Integer.MAX_VALUE);
    }

    /**
     * Returns some of the markets, in the order of their instruments.
     *
     * @param from first instrument
     * @param most largest number of markets
     */
    static PublicMarkets load(Connection connection, PriorHistory prior, int from, int most) throws SQLException {
        PublicMarkets markets = new PublicMarkets(prior);
        AssetsTable.all(connection).forEach(markets::restore);
        try (PreparedStatement statement = connection.prepareStatement(MARKETS)) {
            statement.setInt(1, from);
            statement.setInt(2, most);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    load(connection, markets.add(listing(row)), row);
                }
            }
        }
        return markets;
    }

    private static Listing listing(ResultSet row) throws SQLException {
        return new Listing(
                row.getInt("tenant_id"),
                row.getInt("instrument_id"),
                row.getString("symbol"),
                new Scale(row.getInt("price_scale")),
                new Scale(row.getInt("base_scale")),
                new Scale(row.getInt("quote_scale")));
    }

    private static void load(Connection connection, PublicMarket market, ResultSet row) throws SQLException {
        loadLevels(connection, market);
        int instrument = market.listing().instrument();
        candles(connection, instrument, Interval.ONE_MINUTE, 1).forEach(market.candles()::restore);
        candles(connection, instrument, Interval.ONE_DAY, Candles.DAYS_KEPT).forEach(market.candles()::restoreDay);
        Sql.all(connection, CandleQueries::candle, LAST_SECONDS, instrument, Candles.SECONDS_KEPT + 1)
                .forEach(market.candles()::restoreSecond);
        loadTrades(connection, market);
        market.restore(
                row.getBoolean("open"),
                row.getLong("book_sequence"),
                row.getLong("sequence"),
                row.getLong("time_nanos"));
    }

    private static void loadLevels(Connection connection, PublicMarket market) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(LEVELS)) {
            statement.setInt(1, market.listing().instrument());
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    market.book()
                            .restore(
                                    side(row.getBoolean(1)),
                                    row.getLong(2),
                                    row.getBigDecimal(3).toBigIntegerExact());
                }
            }
        }
    }

    private static void loadTrades(Connection connection, PublicMarket market) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(TRADES)) {
            statement.setInt(1, market.listing().instrument());
            statement.setInt(2, TRADES_MAX);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    market.restore(TradeQueries.trade(row));
                }
            }
        }
    }

    private static List<Candle> candles(Connection connection, int instrument, Interval interval, int days)
            throws SQLException {
        int length = Math.toIntExact(interval.seconds());
        long before = days * Interval.ONE_DAY.seconds();
        return Sql.all(
                connection,
                CandleQueries::candle,
                CANDLES,
                instrument,
                length,
                instrument,
                length,
                before,
                instrument,
                length);
    }

    private static Side side(boolean buys) {
        return buys ? Side.BUY : Side.SELL;
    }
}
