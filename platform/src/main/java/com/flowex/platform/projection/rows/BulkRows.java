package com.flowex.platform.projection.rows;

import java.math.BigInteger;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Mapping from objects to rows: the columns by name, in order, each with its value of an object. Many objects go into a
 * table by COPY, or into one statement as an array for each column, which the statement unnests.
 *
 * <p>Immutable: adding a column returns another mapping.
 */
public final class BulkRows<T> {

    /** Column; both ways write the same values. */
    private interface Values<T> {

        void write(BinaryRows out, T row) throws SQLException;

        void bind(PreparedStatement statement, int parameter, Collection<T> rows) throws SQLException;
    }

    private record Column<T>(String name, String type, Values<T> values) {}

    private final List<Column<T>> columns;

    private BulkRows(List<Column<T>> columns) {
        this.columns = columns;
    }

    /** Returns a mapping without columns. */
    public static <T> BulkRows<T> of() {
        return new BulkRows<>(List.of());
    }

    public BulkRows<T> int2(String column, ToIntFunction<? super T> value) {
        return and(column, "smallint", new Values<>() {
            @Override
            public void write(BinaryRows out, T row) {
                out.int2(value.applyAsInt(row));
            }

            @Override
            public void bind(PreparedStatement statement, int parameter, Collection<T> rows) throws SQLException {
                short[] all = new short[rows.size()];
                int next = 0;
                for (T row : rows) {
                    all[next++] = (short) value.applyAsInt(row);
                }
                statement.setObject(parameter, all);
            }
        });
    }

    public BulkRows<T> int4(String column, ToIntFunction<? super T> value) {
        return and(column, "integer", new Values<>() {
            @Override
            public void write(BinaryRows out, T row) {
                out.int4(value.applyAsInt(row));
            }

            @Override
            public void bind(PreparedStatement statement, int parameter, Collection<T> rows) throws SQLException {
                statement.setObject(parameter, rows.stream().mapToInt(value).toArray());
            }
        });
    }

    public BulkRows<T> int8(String column, ToLongFunction<? super T> value) {
        return and(column, "bigint", new Values<>() {
            @Override
            public void write(BinaryRows out, T row) {
                out.int8(value.applyAsLong(row));
            }

            @Override
            public void bind(PreparedStatement statement, int parameter, Collection<T> rows) throws SQLException {
                statement.setObject(parameter, rows.stream().mapToLong(value).toArray());
            }
        });
    }

    public BulkRows<T> bool(String column, Predicate<? super T> value) {
        return and(column, "boolean", new Values<>() {
            @Override
            public void write(BinaryRows out, T row) {
                out.bool(value.test(row));
            }

            @Override
            public void bind(PreparedStatement statement, int parameter, Collection<T> rows) throws SQLException {
                boolean[] all = new boolean[rows.size()];
                int next = 0;
                for (T row : rows) {
                    all[next++] = value.test(row);
                }
                statement.setObject(parameter, all);
            }
        });
    }

    /** @param value null for NULL */
    public BulkRows<T> text(String column, Function<? super T, @Nullable String> value) {
        return objects(column, "text", value, BinaryRows::text);
    }

    public BulkRows<T> bytes(String column, Function<? super T, byte[]> value) {
        return and(column, "bytea", new Values<>() {
            @Override
            public void write(BinaryRows out, T row) {
                out.bytes(value.apply(row));
            }

            @Override
            public void bind(PreparedStatement statement, int parameter, Collection<T> rows) throws SQLException {
                byte[][] all = rows.stream().map(value).toArray(byte[][]::new);
                statement.setArray(parameter, statement.getConnection().createArrayOf("bytea", all));
            }
        });
    }

    /** @param value null for NULL */
    public BulkRows<T> numeric(String column, Function<? super T, @Nullable BigInteger> value) {
        return objects(column, "numeric", value, BinaryRows::numeric);
    }

    /** @param value null for NULL */
    public BulkRows<T> uuid(String column, Function<? super T, @Nullable UUID> value) {
        return objects(column, "uuid", value, BinaryRows::uuid);
    }

    /** Adds a column of a whole number that may be absent. */
    public BulkRows<T> int8OrNone(String column, Function<? super T, @Nullable Long> value) {
        return objects(column, "bigint", value, BinaryRows::int8);
    }

    @FunctionalInterface
    private interface Writing<V> {
        void write(BinaryRows out, V value);
    }

    private <V> BulkRows<T> objects(
            String column, String type, Function<? super T, @Nullable V> value, Writing<V> writing) {
        return and(column, type, new Values<>() {
            @Override
            public void write(BinaryRows out, T row) {
                V present = value.apply(row);
                if (present == null) {
                    out.absent();
                } else {
                    writing.write(out, present);
                }
            }

            @Override
            public void bind(PreparedStatement statement, int parameter, Collection<T> rows) throws SQLException {
                Object[] all = rows.stream().map(value).toArray();
                statement.setArray(parameter, statement.getConnection().createArrayOf(type, all));
            }
        });
    }

    private BulkRows<T> and(String name, String type, Values<T> values) {
        return and(new Column<>(name, type, values));
    }

    private BulkRows<T> and(Column<T> column) {
        return new BulkRows<>(Stream.concat(columns.stream(), Stream.of(column)).toList());
    }

    /** Returns these columns followed by those of another mapping. */
    public BulkRows<T> and(BulkRows<T> more) {
        return new BulkRows<>(
                Stream.concat(columns.stream(), more.columns.stream()).toList());
    }

    /** Returns the columns' names, as a list for a statement. */
    public String names() {
        return columns.stream().map(Column::name).collect(Collectors.joining(", "));
    }

    /** Returns the expression for the rows in a statement, which contains all of its parameters. */
    public String unnested() {
        return columns.stream()
                .map(column -> "?::" + column.type() + "[]")
                .collect(Collectors.joining(", ", "unnest(", ")"));
    }

    /**
     * Runs a statement that takes all the rows by {@link #unnested}; it does nothing without rows.
     *
     * @throws SQLException also if it did not touch one row for each
     */
    public void run(Connection views, String sql, Collection<T> rows, String subject) throws SQLException {
        RowCounts.require(runForSome(views, sql, rows), rows.size(), subject);
    }

    /**
     * Runs a statement as {@link #run} does, if some of the rows may be missing in the table.
     *
     * @return number of rows of the table that it touched
     */
    public int runForSome(Connection views, String sql, Collection<T> rows) throws SQLException {
        if (rows.isEmpty()) {
            return 0;
        }
        try (PreparedStatement statement = views.prepareStatement(sql)) {
            for (int i = 0; i < columns.size(); i++) {
                columns.get(i).values().bind(statement, i + 1, rows);
            }
            return statement.executeUpdate();
        }
    }

    /** Adds rows to a table that has none of them yet; it does nothing without rows. */
    public void copyInto(Connection views, String table, Collection<T> rows) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        String sql = "COPY " + table + " (" + names() + ") FROM STDIN (FORMAT binary)";
        try (BinaryRows out = new BinaryRows(views, sql)) {
            for (T row : rows) {
                out.row(columns.size());
                for (Column<T> column : columns) {
                    column.values().write(out, row);
                }
            }
            out.end();
        }
    }
}
