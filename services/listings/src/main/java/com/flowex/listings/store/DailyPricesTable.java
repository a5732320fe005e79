package com.flowex.listings.store;

import com.flowex.listings.provider.PricePoint;
import com.flowex.listings.provider.QuoteJson;
import com.flowex.platform.database.Database;
import com.flowex.platform.database.sql.Sql;
import java.math.BigDecimal;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Table of past daily prices; it belongs to no tenant. */
public record DailyPricesTable(Database database) {

    private static final String LARGEST = """
            SELECT id FROM listings.coins WHERE provider = ? AND (quote ->> 'rank')::integer > 0
            ORDER BY (quote ->> 'rank')::integer, id LIMIT ?""";
    private static final String LAST_DAY =
            "SELECT day FROM listings.prices WHERE coin = ? AND provider = ? ORDER BY day DESC LIMIT 1";
    private static final String PUT = """
            INSERT INTO listings.prices (coin, provider, day, price, market_cap, volume)
            SELECT DISTINCT ON (each.day) ?, ?, each.day::date, each.price::numeric, nullif(each.cap, '')::numeric,
                nullif(each.volume, '')::numeric
            FROM unnest(?::text[], ?::text[], ?::text[], ?::text[]) WITH ORDINALITY AS each (day, price, cap, volume, place)
            ORDER BY each.day, each.place DESC
            ON CONFLICT (coin, provider, day) DO UPDATE SET price = excluded.price, market_cap = excluded.market_cap,
                volume = excluded.volume""";
    private static final String DAYS = """
            SELECT day, price, market_cap, volume FROM listings.prices WHERE coin = ? AND provider = ?
            ORDER BY day DESC LIMIT ?""";
    private static final String FORGET = "DELETE FROM listings.prices WHERE day < ?";

    /** End of a day. */
    public record Day(
            LocalDate day,
            BigDecimal price,
            @Nullable BigDecimal marketCap,
            @Nullable BigDecimal volume) {}

    public List<String> largest(String provider, int limit) {
        return database.query(transaction -> Sql.all(transaction, row -> row.getString(1), LARGEST, provider, limit));
    }

    public Optional<LocalDate> lastDay(String coin, String provider) {
        return database.query(
                transaction -> Sql.one(transaction, row -> row.getDate(1).toLocalDate(), LAST_DAY, coin, provider));
    }

    /** Stores prices; the last one of a day is that day's price. */
    public int put(String coin, String provider, List<PricePoint> points) {
        return database.transaction(transaction -> Sql.execute(
                transaction,
                PUT,
                coin,
                provider,
                texts(points, point -> day(point.at()).toString()),
                texts(points, point -> QuoteJson.plain(point.price())),
                texts(points, point -> plain(point.marketCap())),
                texts(points, point -> plain(point.volume()))));
    }

    /** Returns the last known days, newest first. */
    public List<Day> days(String coin, String provider, int limit) {
        return database.query(transaction -> Sql.all(transaction, DailyPricesTable::day, DAYS, coin, provider, limit));
    }

    /** Deletes older prices. */
    public int forget(LocalDate before) {
        return database.transaction(transaction -> Sql.execute(transaction, FORGET, Date.valueOf(before)));
    }

    public static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }

    private static String[] texts(List<PricePoint> points, Function<PricePoint, String> text) {
        return points.stream().map(text).toArray(String[]::new);
    }

    private static String plain(@Nullable BigDecimal value) {
        return value == null ? "" : QuoteJson.plain(value);
    }

    private static Day day(ResultSet row) throws SQLException {
        return new Day(row.getDate(1).toLocalDate(), row.getBigDecimal(2), row.getBigDecimal(3), row.getBigDecimal(4));
    }
}
