package com.flowex.systemtests;

import com.flowex.app.lifecycle.StartedComponents;
import com.flowex.app.process.FlowEx;
import com.flowex.platform.Settings;
import com.flowex.platform.database.Database;
import com.flowex.platform.database.embedded.EmbeddedPostgres;
import com.flowex.platform.database.server.DatabaseChoice;
import com.flowex.platform.health.Health;
import com.flowex.platform.jobs.Workers;
import com.flowex.platform.testing.PreparedPostgres;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** An exchange in this process on a PostgreSQL server that tests reach as its administrator. */
final class IsolationExchange implements AutoCloseable {

    /** Below which every tenant has a host. */
    static final String DOMAIN = "tenants.test";

    /** The setting with the address of a Redis. */
    static final String REDIS = "FLOWEX_REDIS_URL";

    /** The separation of tenants in the database. */
    enum Rows {
        /** Row-level security, as everywhere. */
        GUARDED,
        /** The code alone: requests come as a role that row-level security lets pass. */
        UNGUARDED
    }

    private final AtomicInteger besides = new AtomicInteger();
    private final StartedComponents parts;
    private final DatabaseChoice.Server database;
    private final FlowEx flowEx;

    private final Optional<String> redis;

    private IsolationExchange(
            StartedComponents parts, DatabaseChoice.Server database, FlowEx flowEx, Optional<String> redis) {
        this.parts = parts;
        this.redis = redis;
        this.database = database;
        this.flowEx = flowEx;
    }

    /** @param more settings besides those that every ground has */
    static IsolationExchange start(Path folder, Rows rows, Map<String, String> more) throws SQLException {
        StartedComponents parts = new StartedComponents();
        PreparedPostgres.copyTo(folder.resolve("server"), ExchangeProcess.SCHEMAS);
        EmbeddedPostgres server = EmbeddedPostgres.start(folder.resolve("server"));
        parts.add(server::close);
        DatabaseChoice.Server database =
                new DatabaseChoice.Server(server.url("isolation"), server.user(), server.password());
        try (Connection root = DriverManager.getConnection(server.url("postgres"), server.user(), server.password())) {
            execute(root, "CREATE DATABASE isolation TEMPLATE flowex");
            // Statistics that come when the server has time for them would make other plans on a slow machine.
            execute(root, "ALTER SYSTEM SET autovacuum = off");
            execute(root, "SELECT pg_reload_conf()");
            if (rows == Rows.UNGUARDED) {
                execute(root, "ALTER ROLE flowex_app BYPASSRLS");
            }
        }
        Map<String, String> environment = new HashMap<>(Map.of(
                "FLOWEX_TENANT_DOMAIN",
                DOMAIN,
                "FLOWEX_DATABASE_URL",
                database.url()
                        .replace(
                                "jdbc:postgresql://",
                                "postgresql://" + server.user() + ":" + server.password() + "@")));
        environment.putAll(more);
        return new IsolationExchange(
                parts,
                database,
                ExchangeHere.start(folder.resolve("data"), parts, environment),
                Optional.ofNullable(more.get(REDIS)));
    }

    FlowEx flowEx() {
        return flowEx;
    }

    /** The Redis that it keeps sessions and budgets in, if it has one. */
    Optional<String> redis() {
        return redis;
    }

    int port() {
        return flowEx.port();
    }

    HttpApi anybody() {
        return new HttpApi(URI.create("http://localhost:" + flowEx.port()));
    }

    /** A connection that row-level security does not bind. */
    Connection owner() throws SQLException {
        return DriverManager.getConnection(database.url(), database.user(), database.password());
    }

    /** Pools as the product has them. */
    Database pools() {
        Map<String, String> none = Map.of();
        return Database.open(
                database, Settings.of(none).databaseLimits(), new Workers(new Health(), new SimpleMeterRegistry()));
    }

    /** A database beside it, empty but for what the platform makes. */
    Database another() throws SQLException {
        String name = "beside_" + besides.incrementAndGet();
        try (Connection owner = owner()) {
            execute(owner, "CREATE DATABASE " + name);
        }
        Map<String, String> none = Map.of();
        DatabaseChoice.Server beside = new DatabaseChoice.Server(
                database.url().replace("/isolation", "/" + name), database.user(), database.password());
        return Database.open(
                beside, Settings.of(none).databaseLimits(), new Workers(new Health(), new SimpleMeterRegistry()));
    }

    static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() {
        parts.close();
    }
}
