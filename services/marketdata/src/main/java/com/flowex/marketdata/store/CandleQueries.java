package com.flowex.marketdata.store;

import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.database.transaction.Transaction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Queries of candles of any interval: of a stored one, or merged from a shorter stored one. */
public final class CandleQueries {

    /** Largest number of candles in one request. At most 1,000 x 31 = 31,000 stored candles are read for it. */
    public static final int LIMIT_MAX = 1_000;

    static final String FIRST = """
            SELECT open_seconds, open, high, low, close, volume, quote_volume, trades, first_trade,
                   last_trade, bought, bought_quote
            FROM marketdata.candle
            WHERE instrument_id = ? AND interval_seconds = ? AND open_seconds >= ? AND open_seconds < ?
            ORDER BY open_seconds LIMIT ?
            """;

    static final String LAST = FIRST.replace("ORDER BY open_seconds", "ORDER BY open_seconds DESC");

    private static final String SHOWN = "SELECT sequence FROM platform.checkpoints WHERE projection = 'marketdata'";
    private static final String STOPPED = "SELECT tenant, shown FROM marketdata.stopped_tenants";

    private CandleQueries() {}

    /** Returns the number of the last event that the stored candles show; 0 before the first. */
    public static long shown(Transaction connection) {
        return Sql.one(connection, row -> row.getLong(1), SHOWN).orElse(0L);
    }

    /** Returns the tenants whose candles are shown up to an event only, each with the number of that event. */
    public static Map<Integer, Long> stopped(Transaction connection) {
        Map<Integer, Long> stopped = new HashMap<>();
        Sql.all(connection, row -> stopped.put(row.getInt(1), row.getLong(2)), STOPPED);
        return stopped;
    }

    /**
     * Range of candles by their open time.
     *
     * @param fromSeconds first open time in the range, seconds since 1970
     * @param toSeconds first open time behind the range
     * @param latest true if the limit keeps the latest candles, false if it keeps the earliest
     * @param limit 1 to {@link #LIMIT_MAX}
     */
    public record Range(long fromSeconds, long toSeconds, boolean latest, int limit) {

        /** Returns the candles of this range, merged from finer ones; both lists have the oldest first. */
        public List<Candle> of(List<Candle> finer, Interval interval) {
            List<Candle> candles = Candle.merge(finer, interval).stream()
                    .filter(candle -> candle.openSeconds() >= fromSeconds && candle.openSeconds() < toSeconds)
                    .toList();
            int excess = Math.max(0, candles.size() - limit);
            return latest ? candles.subList(excess, candles.size()) : candles.subList(0, candles.size() - excess);
        }
    }

    /** Returns the candles of a range, oldest first. */
    public static List<Candle> read(Transaction connection, int instrument, Interval interval, Range range) {
        List<Candle> stored = Sql.all(
                connection,
                CandleQueries::candle,
                range.latest ? LAST : FIRST,
                instrument,
                Math.toIntExact(interval.stored().seconds()),
                // A candle that begins within the range is read whole; one that began before it is not read at all.
                firstOpenFrom(interval, range.fromSeconds),
                firstOpenFrom(interval, range.toSeconds),
                // This number of rows fills at least `limit` candles. A candle that the limit of rows cuts through is
                // in excess of them.
                range.limit * interval.storedPerCandle());
        return range.of(range.latest ? stored.reversed() : stored, interval);
    }

    private static long firstOpenFrom(Interval interval, long seconds) {
        long open = interval.openOf(seconds);
        return open == seconds ? open : interval.closeOf(open);
    }

    /** Returns the candle of a row that has all columns of a candle but tenant, market and interval. */
    public static Candle candle(ResultSet row) throws SQLException {
        return new Candle(
                row.getLong("open_seconds"),
                row.getLong("open"),
                row.getLong("high"),
                row.getLong("low"),
                row.getLong("close"),
                row.getBigDecimal("volume").toBigIntegerExact(),
                row.getBigDecimal("quote_volume").toBigIntegerExact(),
                row.getLong("trades"),
                new Candle.TakerTotals(
                        row.getLong("first_trade"),
                        row.getLong("last_trade"),
                        row.getBigDecimal("bought").toBigIntegerExact(),
                        row.getBigDecimal("bought_quote").toBigIntegerExact()));
    }
}
