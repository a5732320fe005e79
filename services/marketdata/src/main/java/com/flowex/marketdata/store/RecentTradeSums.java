package com.flowex.marketdata.store;

import com.flowex.domain.value.InstrumentId;
import com.flowex.platform.database.sql.RowSource;
import com.flowex.platform.database.sql.Sql;
import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** Sums of a market's latest trades, read from the tables, which reach as far as the view does. Safe for many threads. */
public record RecentTradeSums(RowSource rows) {

    private static final String SUMS = """
            SELECT sum(recent.quantity), sum(recent.quote), max(recent.time_nanos),
                   (SELECT coalesce(sum(volume), 0) FROM marketdata.candle
                    WHERE instrument_id = ? AND interval_seconds = 3600 AND open_seconds >= ?)
            FROM (SELECT quantity, quote, time_nanos FROM marketdata.trade
                  WHERE instrument_id = ? ORDER BY trade_id DESC LIMIT 1000) AS recent
            WHERE recent.time_nanos >= ?
            """;

    private static final long NANOS = 1_000_000_000L;
    private static final long DAY_SECONDS = 86_400;

    /**
     * Sums of trades.
     *
     * @param quantityUnits base asset traded
     * @param quoteUnits quote asset traded
     * @param dayUnits base asset traded in the hours that began within a day
     * @param lastNanos log time of the last trade
     */
    public record Sums(BigInteger quantityUnits, BigInteger quoteUnits, BigInteger dayUnits, long lastNanos) {}

    /**
     * Returns the sums of the latest thousand trades, of those since a moment; empty if there were none, or where market
     * data has never run.
     *
     * @param fromNanos log time, nanoseconds since 1970
     */
    public Optional<Sums> since(int tenant, InstrumentId market, long fromNanos) {
        return rows.query(
                tenant,
                connection -> ClosingPriceQueries.isThere(connection)
                        ? Sql.one(
                                        connection,
                                        RecentTradeSums::sums,
                                        SUMS,
                                        market.value(),
                                        fromNanos / NANOS - DAY_SECONDS,
                                        market.value(),
                                        fromNanos)
                                .flatMap(each -> each)
                        : Optional.empty());
    }

    private static Optional<Sums> sums(ResultSet row) throws SQLException {
        return row.getBigDecimal(1) == null
                ? Optional.empty()
                : Optional.of(new Sums(
                        row.getBigDecimal(1).toBigInteger(),
                        row.getBigDecimal(2).toBigInteger(),
                        row.getBigDecimal(4).toBigInteger(),
                        row.getLong(3)));
    }
}
