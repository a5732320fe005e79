package com.flowex.listings.store;

import com.flowex.platform.database.sql.RowSource;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.database.transaction.Transaction;
import java.math.BigDecimal;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Table of fiat rates by day; it belongs to no tenant. */
public record FiatDaysTable(RowSource rows) {

    /** Services may start in any order, so a database may have no such table yet. */
    private static final String IS_THERE = "SELECT to_regclass('listings.fiat_days') IS NOT NULL";

    private static final String PUT = """
            INSERT INTO listings.fiat_days (source, currency, unit, day, amount)
            SELECT ?, each.currency, each.unit, each.day::date, nullif(each.amount, '')::numeric
            FROM unnest(?::text[], ?::text[], ?::text[], ?::text[]) AS each (currency, unit, day, amount)
            ON CONFLICT (source, currency, day, unit) DO UPDATE SET amount = excluded.amount""";
    private static final String PERIOD = """
            SELECT source, currency, unit, day, amount FROM listings.fiat_days
            WHERE source = ANY (?) AND currency = ANY (?) AND day BETWEEN ? AND ?""";
    private static final String DAYS = "SELECT DISTINCT day FROM listings.fiat_days WHERE source = ?";

    /**
     * Rate of a day.
     *
     * @param unit currency of which one unit is worth the amount
     * @param amount empty: the rate ended on this day
     */
    public record DayAmount(String source, String currency, String unit, LocalDate day, Optional<BigDecimal> amount) {}

    /** Stores rates of one source; each replaces that of the same day. */
    public static void put(Transaction transaction, String source, List<DayAmount> amounts) {
        Sql.execute(
                transaction,
                PUT,
                source,
                texts(amounts, DayAmount::currency),
                texts(amounts, DayAmount::unit),
                texts(amounts, each -> each.day().toString()),
                texts(
                        amounts,
                        each -> each.amount().map(BigDecimal::toPlainString).orElse("")));
    }

    /** Returns the rates of currencies in a period, in any order; none where listings has never run. */
    public List<DayAmount> period(List<String> sources, List<String> currencies, LocalDate from, LocalDate to) {
        return rows.query(transaction -> isThere(transaction)
                ? Sql.all(
                        transaction,
                        FiatDaysTable::amount,
                        PERIOD,
                        sources.toArray(String[]::new),
                        currencies.toArray(String[]::new),
                        Date.valueOf(from),
                        Date.valueOf(to))
                : List.of());
    }

    /** Returns the days of which a source has rates. */
    public Set<LocalDate> days(String source) {
        return new HashSet<>(rows.query(
                transaction -> Sql.all(transaction, row -> row.getDate(1).toLocalDate(), DAYS, source)));
    }

    private static boolean isThere(Transaction transaction) {
        return Sql.one(transaction, row -> row.getBoolean(1), IS_THERE).orElse(false);
    }

    private static DayAmount amount(ResultSet row) throws SQLException {
        return new DayAmount(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getDate(4).toLocalDate(),
                Optional.ofNullable(row.getBigDecimal(5)));
    }

    private static String[] texts(List<DayAmount> amounts, Function<DayAmount, String> text) {
        return amounts.stream().map(text).toArray(String[]::new);
    }
}
