package com.flowex.platform.failure;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The database did not answer: no effect is known, and a later repetition may succeed. */
public final class DatabaseUnavailableException extends RuntimeException implements TransientFault {

    private static final long serialVersionUID = 1L;

    /** @param why one line for the log */
    public DatabaseUnavailableException(String why, @Nullable Throwable cause) {
        super(why, cause);
    }

    DatabaseUnavailableException(SQLException cause) {
        super("the database does not answer: " + cause.getMessage(), cause);
    }
}
