package com.flowex.platform.failure;

import java.sql.SQLException;

/** The database refused one of our statements. */
public final class SqlException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String state;

    SqlException(SQLException cause) {
        super(cause.getMessage(), cause);
        this.state = String.valueOf(cause.getSQLState());
    }

    /** Returns the SQLSTATE, for example 23505. */
    public String state() {
        return state;
    }
}
