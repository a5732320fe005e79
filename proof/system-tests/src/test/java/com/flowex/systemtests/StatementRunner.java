package com.flowex.systemtests;

import java.sql.SQLException;

/** Runs a statement of the code as {@link StatementWalk} does, under attack. */
@FunctionalInterface
interface StatementRunner {

    /**
     * Runs one statement.
     *
     * @param fragment text that one statement of the code has, and no other
     * @param parameters its parameters, in their order
     */
    void run(String fragment, Object... parameters) throws SQLException;
}
