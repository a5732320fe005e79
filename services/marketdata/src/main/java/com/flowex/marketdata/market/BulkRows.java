package com.flowex.marketdata.market;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Many rows as the parameters of one statement: an array for each column, which the statement unnests. */
final class BulkRows<T> {

    private record Column<T>(String type, Function<? super T, Object> value) {}

    private final List<T> rows;
    private final List<Column<T>> columns = new ArrayList<>();

    private BulkRows(List<T> rows) {
        this.rows = rows;
    }

    static <T> BulkRows<T> of(List<T> rows) {
        return new BulkRows<>(rows);
    }

    /**
     * Adds the next column.
     *
     * @param type of PostgreSQL, for example "int8"
     */
    BulkRows<T> column(String type, Function<? super T, Object> value) {
        columns.add(new Column<>(type, value));
        return this;
    }

    /** Runs the statement with the columns as its parameters, in order; does nothing without rows. */
    void run(Connection connection, String sql) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < columns.size(); i++) {
                Column<T> column = columns.get(i);
                Object[] values = rows.stream().map(column.value()).toArray();
                statement.setArray(i + 1, connection.createArrayOf(column.type(), values));
            }
            statement.executeUpdate();
        }
    }
}
