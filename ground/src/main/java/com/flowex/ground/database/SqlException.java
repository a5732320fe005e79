package com.flowex.ground.database;

import java.sql.SQLException;

/** A statement of ours was refused by the database. */
public final class SqlException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String state;

    SqlException(SQLException cause) {
        super(cause.getMessage(), cause);
        this.state = String.valueOf(cause.getSQLState());
    }

    /** SQLSTATE, for example 23505. */
    public String state() {
        return state;
    }
}
