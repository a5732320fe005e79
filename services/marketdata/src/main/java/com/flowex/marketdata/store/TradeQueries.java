package com.flowex.marketdata.store;

import com.flowex.domain.order.Side;
import com.flowex.platform.database.sql.Bisection;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.database.transaction.Transaction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** Queries of the stored trades of one market, for trades that are no longer on its tape. */
public final class TradeQueries {

    private static final String FROM = """
            SELECT trade_id, sequence, price, quantity, quote, taker_buys, time_nanos
            FROM marketdata.trade
            WHERE instrument_id = ? AND trade_id >= ?
            ORDER BY trade_id LIMIT ?
            """;

    private static final String BEFORE = """
            SELECT trade_id, sequence, price, quantity, quote, taker_buys, time_nanos
            FROM marketdata.trade
            WHERE instrument_id = ? AND trade_id < ?
            ORDER BY trade_id DESC LIMIT ?
            """;

    private TradeQueries() {}

    /** Returns the trades from a number on, oldest first. */
    static List<PublicTrade> from(Transaction connection, int instrument, long id, int countMax) {
        return Sql.all(connection, TradeQueries::trade, FROM, instrument, id, countMax);
    }

    /** Returns the trades before a number, newest first. */
    static List<PublicTrade> before(Transaction connection, int instrument, long id, int countMax) {
        return Sql.all(connection, TradeQueries::trade, BEFORE, instrument, id, countMax);
    }

    /**
     * Returns the number of the first trade that is not before a time. Numbers and times grow together.
     *
     * @param timeNanos log time, nanoseconds since 1970
     * @param last number of the market's last trade
     */
    static long firstAt(Transaction connection, int instrument, long timeNanos, long last) {
        return Bisection.from(timeNanos, last + 1, id -> from(connection, instrument, id, 1).stream()
                .findFirst()
                .map(trade -> new Bisection.Probe(trade.id(), trade.timeNanos())));
    }

    /**
     * Returns the trade of a row with the columns trade_id, sequence, price, quantity, quote, taker_buys, time_nanos.
     */
    public static PublicTrade trade(ResultSet row) throws SQLException {
        return new PublicTrade(
                row.getLong("trade_id"),
                row.getLong("sequence"),
                row.getLong("price"),
                row.getLong("quantity"),
                row.getLong("quote"),
                row.getBoolean("taker_buys") ? Side.BUY : Side.SELL,
                row.getLong("time_nanos"));
    }
}
