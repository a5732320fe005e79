package com.flowex.platform.database.transaction;

import java.sql.SQLException;

/**
 * Failure of a statement inside a {@link Transaction}, unchecked so that deciders need not know SQL. The lender of the
 * transaction takes the cause out again, so callers of {@code Database} never see this exception.
 */
public final class StatementException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final SQLException failure;

    StatementException(SQLException failure) {
        super(failure.getMessage(), failure);
        this.failure = failure;
    }

    /** Returns the failure as the driver reported it. */
    public SQLException failure() {
        return failure;
    }
}
