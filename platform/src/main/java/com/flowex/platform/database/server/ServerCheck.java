package com.flowex.platform.database.server;

import com.flowex.platform.settings.StartupException;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.ds.PGSimpleDataSource;

/** Check that a configured server is usable, with one line for the operator if it is not. */
public final class ServerCheck {

    /** Oldest major version that FlowEx is tested with. */
    private static final int MAJOR_MIN = 15;

    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    private ServerCheck() {}

    /** @throws StartupException if the server is older than FlowEx knows */
    public static void requireVersion(Connection connection) throws SQLException {
        int major = connection.getMetaData().getDatabaseMajorVersion();
        if (major < MAJOR_MIN) {
            throw new StartupException("FLOWEX_DATABASE_URL names a PostgreSQL "
                    + connection.getMetaData().getDatabaseProductVersion() + ", FlowEx needs " + MAJOR_MIN
                    + " or later: upgrade it, or leave FLOWEX_DATABASE_URL empty for the one that comes with FlowEx");
        }
    }

    /** Explains why the first connection failed and what to do about it; it never contains the password. */
    public static StartupException refused(PGSimpleDataSource owner, SQLException e) {
        String why = String.valueOf(e.getMessage()).lines().findFirst().orElse("no reason given");
        String where = "cannot use the database " + owner.getDatabaseName() + " of "
                + String.join(",", owner.getServerNames()) + " as " + owner.getUser();
        if (INSUFFICIENT_PRIVILEGE.equals(e.getSQLState())) {
            return new StartupException(
                    where + ": " + why + "; FlowEx makes its two roles itself, so let it: ALTER ROLE " + owner.getUser()
                            + " CREATEROLE BYPASSRLS (a superuser before PostgreSQL 16)",
                    e);
        }
        return new StartupException(where + ": " + why + "; see FLOWEX_DATABASE_URL", e);
    }
}
