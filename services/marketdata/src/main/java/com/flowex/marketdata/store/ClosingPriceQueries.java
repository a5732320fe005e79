package com.flowex.marketdata.store;

import com.flowex.domain.value.InstrumentId;
import com.flowex.platform.database.sql.RowSource;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.database.transaction.Transaction;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Query of markets' former prices: closes of stored candles, by one index access for each market and moment. */
public record ClosingPriceQueries(RowSource rows) {

    /** Services may start in any order, so a database may have no candles' table yet. */
    private static final String IS_THERE = "SELECT to_regclass('marketdata.candle') IS NOT NULL";

    static final String CLOSES = """
            SELECT market.id, asked.n, last.close
            FROM unnest(?::integer[]) AS market (id)
            CROSS JOIN unnest(?::bigint[]) WITH ORDINALITY AS asked (seconds, n)
            CROSS JOIN LATERAL (
                SELECT close FROM marketdata.candle
                WHERE instrument_id = market.id AND interval_seconds = ? AND open_seconds < asked.seconds
                    AND open_seconds >= asked.seconds - ?
                ORDER BY open_seconds DESC LIMIT 1) AS last
            """;

    private record Age(int candleSeconds, long maxSeconds) {}

    private record Close(InstrumentId market, int moment, long units) {}

    /**
     * Returns the close of the last candle that began before each moment, by market; 0 where there is none, and no entry
     * for a market without any. Where market data has never run, no market has any.
     *
     * @param candleSeconds length of the candles, one that is stored
     * @param maxAgeSeconds largest distance from the begin of a candle to the moment
     * @param moments seconds since 1970; the candle of one that is a multiple of the length has ended
     */
    public Map<InstrumentId, long[]> before(
            int tenant, Collection<InstrumentId> markets, int candleSeconds, long maxAgeSeconds, long[] moments) {
        Map<InstrumentId, long[]> closes = new HashMap<>();
        rows.query(tenant, connection -> closes(connection, markets, new Age(candleSeconds, maxAgeSeconds), moments))
                .forEach(
                        close -> closes.computeIfAbsent(close.market(), _ -> new long[moments.length])[close.moment()] =
                                close.units());
        return closes;
    }

    /** Returns true if market data has its tables. */
    static boolean isThere(Transaction connection) {
        return Sql.one(connection, row -> row.getBoolean(1), IS_THERE).orElse(false);
    }

    private static List<Close> closes(
            Transaction connection, Collection<InstrumentId> markets, Age age, long[] moments) {
        if (!isThere(connection)) {
            return List.of();
        }
        Object ids = markets.stream().mapToInt(InstrumentId::value).toArray();
        Object seconds = moments;
        return Sql.all(
                connection,
                row -> new Close(new InstrumentId(row.getInt(1)), row.getInt(2) - 1, row.getLong(3)),
                CLOSES,
                ids,
                seconds,
                age.candleSeconds(),
                age.maxSeconds());
    }
}
