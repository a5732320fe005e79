package com.flowex.ground.database;

import java.sql.Connection;
import java.sql.SQLException;

/** Something to do with a connection, which stays the lender's. */
@FunctionalInterface
public interface SqlWork<T> {
    T run(Connection connection) throws SQLException;
}
