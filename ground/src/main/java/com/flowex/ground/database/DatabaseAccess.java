package com.flowex.ground.database;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;

/** The database for a tool beside the exchange: an embedded server that runs is used, one that does not is started. */
public final class DatabaseAccess implements AutoCloseable {

    private final Optional<EmbeddedPostgres> started;
    private final DatabaseChoice.Server server;

    private DatabaseAccess(Optional<EmbeddedPostgres> started, DatabaseChoice.Server server) {
        this.started = started;
        this.server = server;
    }

    /** @throws com.flowex.ground.settings.StartupException if the embedded server does not start */
    public static DatabaseAccess open(DatabaseChoice choice) {
        return switch (choice) {
            case DatabaseChoice.Server server -> new DatabaseAccess(Optional.empty(), server);
            case DatabaseChoice.Embedded(Path directory) ->
                EmbeddedPostgres.running(directory, Database.EMBEDDED_NAME)
                        .map(server -> new DatabaseAccess(Optional.empty(), server))
                        .orElseGet(() -> started(EmbeddedPostgres.start(directory)));
        };
    }

    private static DatabaseAccess started(EmbeddedPostgres embedded) {
        return new DatabaseAccess(
                Optional.of(embedded),
                new DatabaseChoice.Server(embedded.url(Database.EMBEDDED_NAME), embedded.user(), embedded.password()));
    }

    /** A connection that sees every tenant's rows of views and of the audit log, and changes nothing of the latter. */
    public Connection views() throws SQLException {
        return DriverManager.getConnection(server.url(), Roles.VIEWS, Roles.password(Roles.VIEWS, server.password()));
    }

    /** A connection as requests have it. */
    public Connection app() throws SQLException {
        return DriverManager.getConnection(server.url(), Roles.APP, Roles.password(Roles.APP, server.password()));
    }

    @Override
    public void close() {
        started.ifPresent(EmbeddedPostgres::close);
    }
}
