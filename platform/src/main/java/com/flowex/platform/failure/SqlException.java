package com.flowex.platform.failure;

import java.sql.SQLException;

/** The database refused one of our statements. */
public final class SqlException extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final String UNIQUE_VIOLATION = "23505";

    private final String state;

    SqlException(SQLException cause) {
        super(cause.getMessage(), cause);
        this.state = String.valueOf(cause.getSQLState());
    }

    /** Returns the SQLSTATE, for example 23505. */
    public String state() {
        return state;
    }

    /** Returns true if another row has what must be unique. */
    public boolean isUniqueViolation() {
        return state.equals(UNIQUE_VIOLATION);
    }
}
