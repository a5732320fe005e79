package com.flowex.ground.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Something to do with a connection, which stays the lender's. */
@FunctionalInterface
public interface SqlWork<T> {
    T run(Connection connection) throws SQLException;

    /**
     * The same work as the first of a transaction, all of whose statements see the database as of one moment. A transaction begins with
     * READ COMMITTED, where each statement sees what was committed before it: rows that belong together may then be of different moments.
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
