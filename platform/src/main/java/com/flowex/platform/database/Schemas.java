package com.flowex.platform.database;

import com.flowex.platform.database.server.DatabaseRoles;
import com.flowex.platform.database.server.ForeignSchemaException;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.database.sql.TenantRows;
import com.flowex.platform.settings.StartupException;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.postgresql.ds.PGSimpleDataSource;

/** Schemas of the services: the owner makes them, brings them up to date, and grants the other roles access. */
final class Schemas {

    private final String url;
    private final PGSimpleDataSource owner;
    private final HikariDataSource owners;

    /**
     * @param url address of the database, for Flyway, which opens connections of its own
     * @param owners connections of the owner
     */
    Schemas(String url, PGSimpleDataSource owner, HikariDataSource owners) {
        this.url = url;
        this.owner = owner;
        this.owners = owners;
    }

    /**
     * Brings a schema of any name up to date with a service's scripts.
     *
     * @throws ForeignSchemaException if one of the scripts that made the schema is not today's
     * @throws StartupException if a script fails
     */
    void migrate(String service, String schema) {
        try (Connection alone = owners.getConnection()) {
            takeTurn(alone);
            try {
                if (!AppliedScripts.areTodays(alone, service, schema)) {
                    FlywayScripts.of(url, owner.getUser(), String.valueOf(owner.getPassword()), service, schema)
                            .migrate();
                }
                guard(alone, schema);
            } finally {
                endTurn(alone);
            }
        } catch (FlywayValidateException e) {
            throw new ForeignSchemaException(schema, e);
        } catch (FlywayException | SQLException e) {
            throw new StartupException("the schema " + schema + " cannot be brought up to date: " + e.getMessage(), e);
        }
    }

    /** Locks schemas and roles until the connection closes: of several starting processes, one at a time changes them. */
    static void takeTurn(Connection owner) throws SQLException {
        Sql.all(owner, row -> 0, "SELECT pg_advisory_lock(hashtext('flowex schemas'))");
    }

    /** A connection that cannot end its turn is closed, which ends it. */
    private void endTurn(Connection owner) {
        try {
            Sql.all(owner, row -> 0, "SELECT pg_advisory_unlock(hashtext('flowex schemas'))");
        } catch (SQLException _) {
            owners.evictConnection(owner);
        }
    }

    private static void guard(Connection owner, String schema) throws SQLException {
        try (Statement statement = owner.createStatement()) {
            statement.execute(
                    "GRANT USAGE ON SCHEMA " + schema + " TO " + DatabaseRoles.APP + ", " + DatabaseRoles.VIEWS);
        }
        TenantRows.guard(owner, schema);
    }

    /** Revokes all access to a schema except the owner's. */
    static void withdraw(Connection owner, String schema) throws SQLException {
        try (Statement statement = owner.createStatement()) {
            statement.execute(
                    "REVOKE ALL ON SCHEMA " + schema + " FROM " + DatabaseRoles.APP + ", " + DatabaseRoles.VIEWS);
        }
    }
}
