package com.flowex.marketdata.store;

import com.flowex.platform.database.sql.RowSource;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.database.transaction.Transaction;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/** Queries of candles, volumes by price and books of a window. */
public final class WindowQueries {

    private static final String CANDLES = """
            SELECT open_seconds, open, high, low, close, volume, quote_volume, trades, first_trade,
                   last_trade, bought, bought_quote
            FROM marketdata.candle
            WHERE instrument_id = ? AND interval_seconds = ? AND open_seconds >= ? AND open_seconds < ?
            ORDER BY open_seconds
            """;

    private static final String PROFILE = """
            WITH traded AS (
                SELECT price, bought, sold, trades FROM marketdata.volume_at_price
                WHERE instrument_id = ? AND hour_seconds >= ? AND hour_seconds < ?),
            bounds AS (SELECT min(price) AS low, (max(price) - min(price)) / ? + 1 AS step FROM traded)
            SELECT low + (price - low) / step * step AS low, low + (price - low) / step * step + step - 1 AS high,
                   sum(bought), sum(sold), sum(trades)
            FROM traded, bounds GROUP BY 1, 2 ORDER BY 1
            """;

    private static final String BOOK = """
            SELECT minute_seconds, bid, ask, bid_quantity, ask_quantity
            FROM marketdata.book_minute
            WHERE instrument_id = ? AND minute_seconds >= ? AND minute_seconds < ? AND minute_seconds % ? = 0
            ORDER BY minute_seconds
            """;

    private final RowSource rows;

    public WindowQueries(RowSource rows) {
        this.rows = rows;
    }

    /**
     * Candles of a window.
     *
     * @param total total of the window in one candle; empty if nothing was traded
     * @param samples candles of one interval, oldest first
     */
    public record WindowCandles(Optional<Candle> total, List<Candle> samples) {}

    public WindowCandles candles(Listing market, Window window, Window.Part samples) {
        int instrument = market.instrument();
        return rows.query(
                market.tenant(),
                connection -> new WindowCandles(
                        total(connection, instrument, window), candles(connection, instrument, samples)));
    }

    /** Returns the total of a window in one candle; empty if nothing was traded. */
    static Optional<Candle> total(Transaction connection, int instrument, Window window) {
        Optional<Candle> total = Optional.empty();
        for (Window.Part part : window.parts()) {
            for (Candle candle : candles(connection, instrument, part)) {
                total = Optional.of(total.map(earlier -> earlier.followedBy(candle, earlier.openSeconds()))
                        .orElse(candle));
            }
        }
        return total;
    }

    private static List<Candle> candles(Transaction connection, int instrument, Window.Part part) {
        return Sql.all(
                connection,
                CandleQueries::candle,
                CANDLES,
                instrument,
                Math.toIntExact(part.interval().seconds()),
                part.fromSeconds(),
                part.toSeconds());
    }

    /**
     * Volume between two prices.
     *
     * @param lowUnits lowest price
     * @param highUnits highest price
     * @param bought quantity that takers bought
     * @param sold quantity that takers sold
     */
    public record Bin(long lowUnits, long highUnits, BigInteger bought, BigInteger sold, long trades) {}

    /**
     * Returns the volume by price of whole hours, in at most {@code bins} bins of the same width. Bins without a trade
     * are left out.
     */
    public List<Bin> profile(int tenant, int instrument, Window hours, int bins) {
        return rows.query(
                tenant,
                connection -> Sql.all(
                        connection,
                        row -> new Bin(
                                row.getLong(1),
                                row.getLong(2),
                                row.getBigDecimal(3).toBigIntegerExact(),
                                row.getBigDecimal(4).toBigIntegerExact(),
                                row.getLong(5)),
                        PROFILE,
                        instrument,
                        hours.fromSeconds(),
                        hours.toSeconds(),
                        bins));
    }

    /** Best levels of a book at the end of a minute; the price of an empty side is 0. */
    public record BookMinute(
            long minuteSeconds, long bidUnits, long askUnits, BigInteger bidQuantity, BigInteger askQuantity) {}

    /** @param step seconds between two minutes that are returned, whole minutes */
    public List<BookMinute> book(Listing market, Window window, long step) {
        return rows.query(
                market.tenant(),
                connection -> Sql.all(
                        connection,
                        row -> new BookMinute(
                                row.getLong(1),
                                row.getLong(2),
                                row.getLong(3),
                                whole(row.getBigDecimal(4)),
                                whole(row.getBigDecimal(5))),
                        BOOK,
                        market.instrument(),
                        window.fromSeconds(),
                        window.toSeconds(),
                        step));
    }

    private static BigInteger whole(BigDecimal units) {
        return units.toBigIntegerExact();
    }

    /**
     * Returns the shortest stored interval of which at most {@code samplesMax} candles fill the window; a day if none
     * is long enough.
     */
    public static Interval sampled(long seconds, int samplesMax) {
        for (Interval interval : List.of(Interval.ONE_SECOND, Interval.ONE_MINUTE, Interval.ONE_HOUR)) {
            if (seconds / interval.seconds() <= samplesMax) {
                return interval;
            }
        }
        return Interval.ONE_DAY;
    }
}
