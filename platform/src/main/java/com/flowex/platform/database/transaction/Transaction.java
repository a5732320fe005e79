package com.flowex.platform.database.transaction;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Transaction on the database. A decider hands it to the tables that it changes together, and does nothing else with
 * it; only tables write statements. It ends with the work that received it.
 */
public final class Transaction {

    private final Connection connection;

    Transaction(Connection connection) {
        this.connection = connection;
    }

    /** Returns the connection for statements that {@code Sql} does not cover; the caller must not close it. */
    public Connection jdbc() {
        return connection;
    }

    /**
     * Runs statements on the connection.
     *
     * @throws StatementException if one of them fails
     */
    public <T> T run(SqlWork<T> statements) {
        try {
            return statements.run(connection);
        } catch (SQLException e) {
            throw new StatementException(e);
        }
    }

    /** Runs work as part of the transaction of a connection, which the caller commits or rolls back. */
    public static <T> T on(Connection connection, TransactionWork<T> work) throws SQLException {
        return work.onConnection().run(connection);
    }
}
