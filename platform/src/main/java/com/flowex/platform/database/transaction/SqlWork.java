package com.flowex.platform.database.transaction;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Work with a connection, which the lender keeps and closes. */
@FunctionalInterface
public interface SqlWork<T> {
    T run(Connection connection) throws SQLException;

    /**
     * Returns the same work as the first of a transaction whose statements all see the database as of one moment. By
     * default a transaction has READ COMMITTED: each statement sees everything committed before it, so related rows may
     * be of different moments.
     */
    default SqlWork<T> asOfOneMoment() {
        return connection -> {
            try (Statement statement = connection.createStatement()) {
                statement.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
            }
            return run(connection);
        };
    }
}
