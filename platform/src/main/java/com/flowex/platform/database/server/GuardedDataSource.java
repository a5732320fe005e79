package com.flowex.platform.database.server;

import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.ds.PGSimpleDataSource;

/** Source of connections to the known server only. */
final class GuardedDataSource extends PGSimpleDataSource {

    private static final long serialVersionUID = 1L;

    private final transient ServerIdentityGuard server;

    GuardedDataSource(ServerIdentityGuard server) {
        this.server = server;
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        Connection connection = super.getConnection(user, password);
        try {
            server.require(connection);
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }
}
