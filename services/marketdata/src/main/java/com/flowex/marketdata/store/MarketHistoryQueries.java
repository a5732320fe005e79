package com.flowex.marketdata.store;

import com.flowex.platform.database.sql.RowSource;
import java.util.List;
import java.util.Map;

/** Queries of the stored candles and trades of markets. Safe for many threads. */
public record MarketHistoryQueries(RowSource rows) {

    /** Returns the candles of a range, oldest first; an interval without a trade has none. */
    public List<Candle> candles(Listing market, Interval interval, CandleQueries.Range range) {
        return rows.query(
                market.tenant(), connection -> CandleQueries.read(connection, market.instrument(), interval, range));
    }

    /** Returns the trades from a number on, oldest first. */
    public List<PublicTrade> tradesFrom(Listing market, long id, int countMax) {
        return rows.query(
                market.tenant(), connection -> TradeQueries.from(connection, market.instrument(), id, countMax));
    }

    /** Returns the trades before a number, newest first. */
    public List<PublicTrade> tradesBefore(Listing market, long id, int countMax) {
        return rows.query(
                market.tenant(), connection -> TradeQueries.before(connection, market.instrument(), id, countMax));
    }

    /**
     * Returns the number of the first trade that is not before a time.
     *
     * @param timeNanos log time, nanoseconds since 1970
     * @param last number of the market's last trade
     */
    public long firstTradeAt(Listing market, long timeNanos, long last) {
        return rows.query(
                market.tenant(), connection -> TradeQueries.firstAt(connection, market.instrument(), timeNanos, last));
    }

    /**
     * Returns the total of a window in one candle, for each market with a trade, by the number of the market.
     *
     * @param instruments numbers of markets of the tenant
     */
    public Map<Integer, Candle> totals(int tenant, List<Integer> instruments, Window window) {
        return rows.query(tenant, connection -> WindowTotals.read(connection, instruments, window));
    }
}
