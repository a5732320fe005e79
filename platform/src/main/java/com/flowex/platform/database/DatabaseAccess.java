package com.flowex.platform.database;

import com.flowex.platform.database.embedded.EmbeddedPostgres;
import com.flowex.platform.database.server.DatabaseChoice;
import com.flowex.platform.database.server.DatabaseLimits;
import com.flowex.platform.database.server.DatabaseRoles;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.health.Health;
import com.flowex.platform.jobs.Workers;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.flywaydb.core.Flyway;

/**
 * Database access for a tool beside the exchange: it uses an embedded server that runs, and starts one that does not.
 */
public final class DatabaseAccess implements AutoCloseable {

    private static final DatabaseLimits FEW =
            new DatabaseLimits(1, 1, Duration.ofSeconds(30), Duration.ofMinutes(10), Duration.ofMinutes(10));

    private final Optional<EmbeddedPostgres> started;
    private final DatabaseChoice.Server server;

    private DatabaseAccess(Optional<EmbeddedPostgres> started, DatabaseChoice.Server server) {
        this.started = started;
        this.server = server;
    }

    /** @throws com.flowex.platform.settings.StartupException if the embedded server does not start */
    public static DatabaseAccess open(DatabaseChoice choice) {
        return switch (choice) {
            case DatabaseChoice.Server _ -> ofRunning(choice).orElseThrow();
            case DatabaseChoice.Embedded(Path directory) ->
                ofRunning(choice).orElseGet(() -> started(EmbeddedPostgres.startForCommand(directory)));
        };
    }

    /**
     * Returns access to a database that runs already; empty if it is embedded and no process has started it. It takes
     * no lock of the exchange's.
     */
    public static Optional<DatabaseAccess> ofRunning(DatabaseChoice choice) {
        return switch (choice) {
            case DatabaseChoice.Server server -> Optional.of(new DatabaseAccess(Optional.empty(), server));
            case DatabaseChoice.Embedded(Path directory) ->
                EmbeddedPostgres.running(directory, Database.EMBEDDED_NAME)
                        .map(server -> new DatabaseAccess(Optional.empty(), server));
        };
    }

    private static DatabaseAccess started(EmbeddedPostgres embedded) {
        return new DatabaseAccess(
                Optional.of(embedded),
                new DatabaseChoice.Server(embedded.url(Database.EMBEDDED_NAME), embedded.user(), embedded.password()));
    }

    /**
     * Opens a connection that sees every tenant's rows of views and of the audit log, but cannot change the audit log.
     */
    public Connection views() throws SQLException {
        return DriverManager.getConnection(
                server.url(), DatabaseRoles.VIEWS, DatabaseRoles.password(DatabaseRoles.VIEWS, server.password()));
    }

    /** Opens a connection with the rights of requests. */
    public Connection app() throws SQLException {
        return DriverManager.getConnection(
                server.url(), DatabaseRoles.APP, DatabaseRoles.password(DatabaseRoles.APP, server.password()));
    }

    /** Opens a connection of the schemas' owner, for migrations and their reversal. */
    public Connection owner() throws SQLException {
        return DriverManager.getConnection(server.url(), server.user(), server.password());
    }

    /** Returns the scripts of a part of the database, with their history. */
    public Flyway scripts(String part) {
        return FlywayScripts.of(server.url(), server.user(), server.password(), part, part);
    }

    /**
     * Runs the pending scripts of these parts, as a start does.
     *
     * @param parts parts in order of dependency
     * @throws com.flowex.platform.settings.StartupException if a script fails
     */
    public void migrate(List<String> parts) {
        try (Database database = database()) {
            parts.forEach(database::migrate);
        }
    }

    /** Opens the database with few connections, for tools that work like a service; the caller closes it. */
    public Database database() {
        return Database.open(server, FEW, new Workers(new Health(), new SimpleMeterRegistry()));
    }

    /** Returns the number of connections that FlowEx processes have to the database of this connection. */
    public static int connectionsOfFlowEx(Connection owner) throws SQLException {
        return Sql.one(
                        owner,
                        row -> row.getInt(1),
                        "SELECT count(*)::int FROM pg_stat_activity WHERE datname = current_database() AND usename IN (?, ?)",
                        DatabaseRoles.APP,
                        DatabaseRoles.VIEWS)
                .orElse(0);
    }

    @Override
    public void close() {
        started.ifPresent(EmbeddedPostgres::close);
    }
}
