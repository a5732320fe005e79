package com.flowex.platform.testing;

import com.flowex.platform.database.Database;
import com.flowex.platform.database.embedded.EmbeddedPostgres;
import com.flowex.platform.database.server.DatabaseChoice;
import com.flowex.platform.database.server.DatabaseLimits;
import com.flowex.platform.health.Health;
import com.flowex.platform.jobs.Workers;
import com.flowex.testsupport.ClassCleanup;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The one embedded PostgreSQL of a test JVM. It starts with the first test that asks and ends with the JVM; each caller
 * gets a database of its own.
 */
public final class TestPostgres {

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final String TEMPLATE = "prepared";

    /** PostgreSQL: object_in_use. */
    private static final String IN_USE = "55006";

    private static final Map<List<String>, String> PREPARED = new ConcurrentHashMap<>();
    private static final DatabaseLimits LIMITS =
            new DatabaseLimits(1, 1, Duration.ofSeconds(30), Duration.ofSeconds(30), Duration.ofSeconds(30));

    private TestPostgres() {}

    /** The one session that makes and drops databases: a session for each would cost the server as much as the work. */
    private static final class Administration {

        private final EmbeddedPostgres server;
        private @Nullable Connection session;

        Administration(EmbeddedPostgres server) {
            this.server = server;
        }

        synchronized void execute(String sql) throws SQLException {
            Connection known = session;
            if (known == null || known.isClosed()) {
                known = DriverManager.getConnection(server.url("postgres"), server.user(), server.password());
                session = known;
            }
            try (Statement statement = known.createStatement()) {
                statement.execute(sql);
            }
        }
    }

    /** Started once, by the class loader's own lock. */
    private static final class Shared {
        static final EmbeddedPostgres SERVER = start();

        static final Administration ADMINISTRATION = prepared(SERVER);

        /** As files it is a fifth of the work of writing each page to the log, but on a disk each file is waited for. */
        static final String QUICKEST_COPY = isInMemory() ? "FILE_COPY" : "WAL_LOG";

        private static boolean isInMemory() {
            try {
                Path folder = Path.of(System.getProperty("java.io.tmpdir"));
                return Files.getFileStore(folder).type().equals("tmpfs");
            } catch (IOException e) {
                throw new UncheckedIOException("what kind of folder tests write to", e);
            }
        }

        private static EmbeddedPostgres start() {
            try {
                Path folder = Files.createTempDirectory("flowex-postgres-test");
                Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
                Path directory = folder.resolve("postgres");
                PreparedPostgres.copyTo(directory);
                EmbeddedPostgres server = EmbeddedPostgres.start(directory);
                Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                    server.close();
                    delete(folder);
                }));
                return server;
            } catch (IOException e) {
                throw new UncheckedIOException("no folder for the test's PostgreSQL", e);
            }
        }
    }

    /**
     * Makes what each database of a test begins with: the platform's own tables, migrated once. A login by password
     * costs here only its messages: tests make thousands of connections. Nothing is vacuumed: databases live for a
     * class.
     */
    private static Administration prepared(EmbeddedPostgres server) {
        Administration administration = new Administration(server);
        try {
            administration.execute("ALTER SYSTEM SET scram_iterations = 1");
            administration.execute("ALTER SYSTEM SET autovacuum = off");
            administration.execute("SELECT pg_reload_conf()");
            administration.execute(
                    "SET scram_iterations = 1; ALTER ROLE " + server.user() + " PASSWORD '" + server.password() + "'");
            administration.execute("CREATE DATABASE " + TEMPLATE);
        } catch (SQLException e) {
            throw new IllegalStateException("no database for tests", e);
        }
        open(at(server, TEMPLATE)).close();
        return administration;
    }

    /** A new database with nothing but the platform's tables, reached like any server that is there already. */
    public static DatabaseChoice.Server freshDatabase() {
        return fresh(TEMPLATE);
    }

    /** One that has the tables of a service too, empty, as its first start makes them. */
    public static DatabaseChoice.Server freshDatabase(String service) {
        return freshDatabase(List.of(service));
    }

    /** One that has the tables of several. */
    public static DatabaseChoice.Server freshDatabase(List<String> services) {
        return fresh(PREPARED.computeIfAbsent(services, TestPostgres::preparedWith));
    }

    private static String preparedWith(List<String> services) {
        DatabaseChoice.Server empty = made(TEMPLATE);
        migrate(empty, services);
        return nameOf(empty);
    }

    /** Makes the platform's tables and those of some services, and lets the database go. */
    static void migrate(DatabaseChoice choice, List<String> services) {
        try (Database database = open(choice)) {
            services.forEach(database::migrate);
        }
    }

    /** Opens a database as an exchange does; the caller closes it. */
    public static Database open(DatabaseChoice choice) {
        return Database.open(choice, LIMITS, new Workers(new Health(), new SimpleMeterRegistry()));
    }

    private static DatabaseChoice.Server fresh(String template) {
        DatabaseChoice.Server made = made(template);
        ClassCleanup.afterClass(() -> drop(nameOf(made)));
        return made;
    }

    /** Drops a database unless a fixture of several classes is still connected to it. */
    private static void drop(String name) {
        try {
            Shared.ADMINISTRATION.execute("DROP DATABASE IF EXISTS " + name);
        } catch (SQLException e) {
            if (!IN_USE.equals(e.getSQLState())) {
                throw new IllegalStateException("the database " + name + " of a test cannot be dropped", e);
            }
        }
    }

    private static DatabaseChoice.Server made(String template) {
        String name = "test_" + NUMBER.incrementAndGet();
        try {
            Shared.ADMINISTRATION.execute(
                    "CREATE DATABASE " + name + " TEMPLATE " + template + " STRATEGY " + Shared.QUICKEST_COPY);
        } catch (SQLException e) {
            throw new IllegalStateException("no database for a test", e);
        }
        return at(Shared.SERVER, name);
    }

    private static DatabaseChoice.Server at(EmbeddedPostgres server, String database) {
        return new DatabaseChoice.Server(server.url(database), server.user(), server.password());
    }

    /** A copy of a database without connections, as a backup is one. */
    public static DatabaseChoice.Server copyOf(DatabaseChoice.Server original) {
        return fresh(nameOf(original));
    }

    private static String nameOf(DatabaseChoice.Server database) {
        String url = database.url();
        return url.substring(url.lastIndexOf('/') + 1).replaceFirst("\\?.*", "");
    }

    /** How the shared server is. */
    public static Health.State state() {
        return Shared.SERVER.state();
    }

    /** Removes a folder and everything in it, again while a process that ends still writes there. */
    public static void delete(Path directory) {
        Await.until(() -> {
            deleteOnce(directory);
            return true;
        });
    }

    private static void deleteOnce(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (NoSuchFileException e) {
            if (Files.exists(directory)) {
                throw e;
            }
        }
    }
}
