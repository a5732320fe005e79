package com.flowex.platform.testing;

import com.flowex.platform.config.DatabaseChoice;
import com.flowex.platform.database.EmbeddedPostgres;
import com.flowex.platform.health.Health;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * The one embedded PostgreSQL of a test JVM. It starts with the first test that asks and ends with the JVM; each caller
 * gets a database of its own.
 */
public final class TestPostgres {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private TestPostgres() {}

    /** Started once, by the class loader's own lock. */
    private static final class Shared {
        static final EmbeddedPostgres SERVER = start();

        private static EmbeddedPostgres start() {
            try {
                Path directory = Files.createTempDirectory("flowex-postgres-test");
                EmbeddedPostgres server = EmbeddedPostgres.start(directory);
                Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                    server.close();
                    delete(directory);
                }));
                return server;
            } catch (IOException e) {
                throw new UncheckedIOException("no folder for the test's PostgreSQL", e);
            }
        }
    }

    /** A new, empty database, reached like any server that is there already. */
    public static DatabaseChoice.Server freshDatabase() {
        EmbeddedPostgres server = Shared.SERVER;
        String name = "test_" + NUMBER.incrementAndGet();
        try (Connection connection =
                        DriverManager.getConnection(server.url("postgres"), server.user(), server.password());
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        } catch (SQLException e) {
            throw new IllegalStateException("no database for a test", e);
        }
        return new DatabaseChoice.Server(server.url(name), server.user(), server.password());
    }

    /** How the shared server is. */
    public static Health.State state() {
        return Shared.SERVER.state();
    }

    /** Removes a folder and everything in it. */
    public static void delete(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a test's folder stays: " + directory, e);
        }
    }
}
