package com.flowex.platform.database.transaction;

import java.sql.SQLException;

/** Work in a transaction, which the lender commits, or rolls back if the work throws. */
@FunctionalInterface
public interface TransactionWork<T> {
    T run(Transaction transaction) throws SQLException;

    /** Returns the same work for a connection; a failed statement is thrown as the driver reported it. */
    default SqlWork<T> onConnection() {
        return connection -> {
            try {
                return run(new Transaction(connection));
            } catch (StatementException e) {
                throw e.failure();
            }
        };
    }
}
