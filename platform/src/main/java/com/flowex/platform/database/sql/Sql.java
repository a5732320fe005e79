package com.flowex.platform.database.sql;

import com.flowex.platform.database.transaction.Transaction;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * SQL statements with their values, in the order of the question marks. Values never become part of the text. A null is
 * NULL, an {@link Instant} a timestamp, a {@code String[]} a {@code text[]}; the driver maps all others.
 */
public final class Sql {

    /** Mapper of one row. */
    @FunctionalInterface
    public interface Row<T> {
        T of(ResultSet row) throws SQLException;
    }

    private Sql() {}

    /** Returns a statement that is ready to run, for results beyond plain rows; the caller closes it. */
    public static PreparedStatement prepared(Connection connection, String sql, @Nullable Object... values)
            throws SQLException {
        StatementWatch.begins(sql);
        PreparedStatement statement = connection.prepareStatement(sql);
        try {
            for (int i = 0; i < values.length; i++) {
                set(statement, i + 1, values[i]);
            }
            return statement;
        } catch (SQLException e) {
            statement.close();
            throw e;
        }
    }

    private static void set(PreparedStatement statement, int at, @Nullable Object value) throws SQLException {
        switch (value) {
            case null -> statement.setObject(at, null);
            case Instant instant -> statement.setTimestamp(at, Timestamp.from(instant));
            case String[] texts ->
                statement.setArray(at, statement.getConnection().createArrayOf("text", texts));
            default -> statement.setObject(at, value);
        }
    }

    /** Changes rows; returns how many. */
    public static int execute(Connection connection, String sql, @Nullable Object... values) throws SQLException {
        long start = System.nanoTime();
        try (PreparedStatement statement = prepared(connection, sql, values)) {
            return statement.executeUpdate();
        } finally {
            StatementWatch.ended(sql, start);
        }
    }

    /** Returns every row, in the order of the result. */
    public static <T> List<T> all(Connection connection, Row<T> of, String sql, @Nullable Object... values)
            throws SQLException {
        long start = System.nanoTime();
        try (PreparedStatement statement = prepared(connection, sql, values);
                ResultSet row = statement.executeQuery()) {
            List<T> rows = new ArrayList<>();
            while (row.next()) {
                rows.add(of.of(row));
            }
            return rows;
        } finally {
            StatementWatch.ended(sql, start);
        }
    }

    /**
     * Returns the first row; empty if there is none. A column that may be NULL is read as an {@link Optional} or {@code
     * otherwise}.
     */
    public static <T> Optional<T> one(Connection connection, Row<T> of, String sql, @Nullable Object... values)
            throws SQLException {
        return all(connection, of, sql, values).stream().findFirst();
    }

    /** Changes rows in a transaction; returns how many. */
    public static int execute(Transaction transaction, String sql, @Nullable Object... values) {
        return transaction.run(connection -> execute(connection, sql, values));
    }

    /** Returns every row that a transaction reads, in the order of the result. */
    public static <T> List<T> all(Transaction transaction, Row<T> of, String sql, @Nullable Object... values) {
        return transaction.run(connection -> all(connection, of, sql, values));
    }

    /** Returns the first row that a transaction reads; empty if there is none. */
    public static <T> Optional<T> one(Transaction transaction, Row<T> of, String sql, @Nullable Object... values) {
        return transaction.run(connection -> one(connection, of, sql, values));
    }

    /** Waits until no other transaction does work of this name, and keeps others waiting until this one ends. */
    public static void alone(Transaction transaction, String name) {
        one(transaction, _ -> 0, "SELECT 1 FROM pg_advisory_xact_lock(hashtextextended(?, 0))", name);
    }

    /** Returns numbers as a value for {@code bigint[]}, in the order of the collection. */
    public static long[] numbers(Collection<Long> numbers) {
        return numbers.stream().mapToLong(Long::longValue).toArray();
    }

    /** The instant of a column that may be empty; NULL reads as {@code otherwise}. */
    public static Instant instant(ResultSet row, int column, Instant otherwise) throws SQLException {
        Timestamp at = row.getTimestamp(column);
        return at == null ? otherwise : at.toInstant();
    }
}
