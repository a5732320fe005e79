package com.flowex.platform.database;

import java.sql.SQLException;

/** The database did not answer: nothing is known to be done, and asking again later may work. */
public final class DatabaseUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DatabaseUnavailableException(SQLException cause) {
        super("the database does not answer: " + cause.getMessage(), cause);
    }
}
