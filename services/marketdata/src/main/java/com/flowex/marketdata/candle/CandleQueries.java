package com.flowex.marketdata.candle;

import com.flowex.ground.database.Sql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** Reads candles of any stored interval, or folded up from one. */
public final class CandleQueries {

    /** The most candles one request may ask for: at most 1,000 x 31 = 31,000 stored ones are read for it. */
    public static final int LIMIT_MAX = 1_000;

    static final String FIRST = """
            SELECT open_seconds, open, high, low, close, volume, quote_volume, trades, first_trade,
                   last_trade, bought, bought_quote
            FROM marketdata.candle
            WHERE instrument_id = ? AND interval_seconds = ? AND open_seconds >= ? AND open_seconds < ?
            ORDER BY open_seconds LIMIT ?
            """;

    static final String LAST = FIRST.replace("ORDER BY open_seconds", "ORDER BY open_seconds DESC");

    private CandleQueries() {}

    /**
     * Which candles, by their open time.
     *
     * @param fromSeconds the first open time wanted, since 1970
     * @param toSeconds the first open time no longer wanted
     * @param latest whether the limit keeps the latest ones, or the earliest
     * @param limit 1 to {@link #LIMIT_MAX}
     */
    public record Range(long fromSeconds, long toSeconds, boolean latest, int limit) {

        /** The candles of this range, folded from finer ones; both oldest first. */
        public List<Candle> of(List<Candle> finer, Interval interval) {
            List<Candle> candles = Candle.fold(finer, interval).stream()
                    .filter(candle -> candle.openSeconds() >= fromSeconds && candle.openSeconds() < toSeconds)
                    .toList();
            int excess = Math.max(0, candles.size() - limit);
            return latest ? candles.subList(excess, candles.size()) : candles.subList(0, candles.size() - excess);
        }
    }

    /** The candles of a range, oldest first. */
    public static List<Candle> read(Connection connection, int instrument, Interval interval, Range range)
            throws SQLException {
        List<Candle> stored = Sql.all(
                connection,
                CandleQueries::candle,
                range.latest ? LAST : FIRST,
                instrument,
                Math.toIntExact(interval.stored().seconds()),
                // A candle that begins within the range is read whole, one that began before it not at all.
                firstOpenFrom(interval, range.fromSeconds),
                firstOpenFrom(interval, range.toSeconds),
                // So many rows fill at least `limit` candles, and the one they cut through is one too many.
                range.limit * interval.storedPerCandle());
        return range.of(range.latest ? stored.reversed() : stored, interval);
    }

    private static long firstOpenFrom(Interval interval, long seconds) {
        long open = interval.openOf(seconds);
        return open == seconds ? open : interval.closeOf(open);
    }

    /** The candle of a row with all columns of a candle but whose it is. */
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
                new Candle.Takers(
                        row.getLong("first_trade"),
                        row.getLong("last_trade"),
                        row.getBigDecimal("bought").toBigIntegerExact(),
                        row.getBigDecimal("bought_quote").toBigIntegerExact()));
    }
}
