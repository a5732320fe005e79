package com.flowex.platform.database.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.platform.database.DatabaseAccess;
import com.flowex.platform.database.PostgresChild;
import com.flowex.platform.database.server.DatabaseChoice;
import com.flowex.platform.health.Health;
import com.flowex.platform.jobs.Workers;
import com.flowex.platform.settings.StartupException;
import com.flowex.platform.testing.Await;
import com.flowex.platform.testing.PreparedPostgres;
import com.flowex.platform.testing.TestPostgres;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The embedded server's life: first start, restart, and every way to be killed. */
@Timeout(900)
class EmbeddedPostgresTest {

    private static final Workers WORKERS = new Workers(new Health(), new SimpleMeterRegistry());

    private static final String PROGRAMS = "server-18.4";
    private static final int STARTS_MAX = 5;

    private Path around = Path.of("target");
    private Path directory = Path.of("target");

    /** As a first start has left it. */
    @BeforeEach
    void makeDirectory() throws IOException {
        around = Files.createTempDirectory("flowex-embedded");
        // Another user must be able to get there, as in a container's volume.
        Files.setPosixFilePermissions(around, PosixFilePermissions.fromString("rwxr-xr-x"));
        directory = around.resolve("postgres");
        PreparedPostgres.copyTo(directory);
    }

    /** As it is before a first start, but that the programs are unpacked: that takes seconds. */
    private Path notStartedYet() throws IOException {
        Path empty = Files.createDirectory(around.resolve("empty"));
        Files.createSymbolicLink(empty.resolve(PROGRAMS), directory.resolve(PROGRAMS));
        return empty;
    }

    @AfterEach
    void removeDirectory() {
        TestPostgres.delete(around);
    }

    @Test
    void committedRowsSurviveAnOrderlyStopAndTheSecondStartIsQuicker() throws Exception {
        directory = notStartedYet();
        long startNanos = System.nanoTime();
        long firstMillis;
        try (EmbeddedPostgres first = EmbeddedPostgres.start(directory)) {
            firstMillis = (System.nanoTime() - startNanos) / 1_000_000;
            commit(first, 1);
        }
        long laterMillis = Long.MAX_VALUE;
        // The first makes the database. How long a start takes is up to the machine, which may be busy with other work.
        for (int start = 0; start < STARTS_MAX && laterMillis >= firstMillis; start++) {
            startNanos = System.nanoTime();
            try (EmbeddedPostgres later = EmbeddedPostgres.start(directory)) {
                laterMillis = (System.nanoTime() - startNanos) / 1_000_000;
                assertEquals(1, rows(later));
            }
        }
        assertTrue(laterMillis < firstMillis, laterMillis + " ms after " + firstMillis + " ms");
    }

    /** Failure 1: acknowledged, then lost. Here: the database is killed right after the commit. */
    @Test
    void aCommitSurvivesTheKillOfTheServerWhichIsStartedAgainOnTheSamePort() throws SQLException {
        try (EmbeddedPostgres server = EmbeddedPostgres.start(directory)) {
            commit(server, 1);
            for (int kill = 2; kill <= 3; kill++) {
                long killed = server.pid();
                commit(server, kill);
                ProcessHandle.of(killed).orElseThrow().destroyForcibly();
                int expected = kill;
                Await.until(() -> server.pid() != killed && rows(server) == expected);
            }
            assertEquals(Health.UP, server.state());
        }
    }

    @Test
    void downedServerIsReportedInOneLine() throws SQLException {
        try (EmbeddedPostgres server = EmbeddedPostgres.start(directory)) {
            commit(server, 1);
            long killed = server.pid();
            ProcessHandle.of(killed).orElseThrow().destroyForcibly();
            Await.until(() -> server.state() instanceof Health.State.Away || server.pid() != killed);
            Await.until(() -> server.state() instanceof Health.State.Up && rows(server) == 1);
        }
    }

    @Test
    void aServerLeftOverFromAKilledProcessIsStoppedAndItsDataKept() throws Exception {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        PostgresChild.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        long leftOver = startedPid(child);
        child.destroyForcibly().waitFor();
        assertTrue(ProcessHandle.of(leftOver).isPresent());

        try (EmbeddedPostgres server = EmbeddedPostgres.start(directory)) {
            assertNotEquals(leftOver, server.pid());
            commit(server, 1);
            assertEquals(1, rows(server));
        }
        // Its number may stand for a while in the process table, but not for a program.
        assertFalse(ProcessHandle.of(leftOver)
                .map(ProcessHandle::info)
                .flatMap(ProcessHandle.Info::command)
                .filter(command -> command.endsWith("/postgres"))
                .isPresent());
    }

    @Test
    void aPidFileThatNamesAnotherProcessDoesNotStopTheStart() throws Exception {
        EmbeddedPostgres.start(directory).close();
        Path pidFile = directory.resolve("cluster").resolve("postmaster.pid");
        Files.writeString(pidFile, ProcessHandle.current().pid() + "\n/elsewhere\n1\n5432\n\n127.0.0.1\n1 1\nready\n");

        try (EmbeddedPostgres server = EmbeddedPostgres.start(directory)) {
            commit(server, 1);
        }
    }

    @Test
    void aDirectoryInUseIsRefusedInOneLine() {
        try (EmbeddedPostgres first = EmbeddedPostgres.start(directory)) {
            StartupException refused = assertThrows(StartupException.class, () -> EmbeddedPostgres.start(directory));

            assertTrue(
                    refused.lines()
                            .getFirst()
                            .contains("in use by another process of FlowEx, "
                                    + ProcessHandle.current().pid() + " ("),
                    refused.lines().toString());
            assertEquals(Health.UP, first.state());
        }
    }

    @Test
    void aStartWaitsForACommandThatHasTheDirectory() {
        DatabaseAccess command = DatabaseAccess.open(new DatabaseChoice.Embedded(directory));
        AtomicReference<EmbeddedPostgres> started = new AtomicReference<>();
        Thread start = Thread.ofPlatform().start(() -> started.set(EmbeddedPostgres.start(directory)));
        try {
            Await.until(() -> start.getState() == Thread.State.TIMED_WAITING);
            assertNull(started.get());
        } finally {
            command.close();
        }
        Await.until(() -> started.get() != null);
        try (EmbeddedPostgres server = started.get()) {
            assertEquals(Health.UP, server.state());
            StartupException refused = assertThrows(StartupException.class, () -> EmbeddedPostgres.start(directory));
            assertTrue(String.valueOf(refused.getMessage()).contains("in use by another process"), refused.toString());
        }
    }

    @Test
    void aDirectoryOfAnotherVersionIsRefusedInOneLineAndLeftAsItIs() throws IOException {
        EmbeddedPostgres.start(directory).close();
        Path marker = directory.resolve("version");
        Files.writeString(marker, "flowex-postgres 9, PostgreSQL 99\n");

        StartupException refused = assertThrows(StartupException.class, () -> EmbeddedPostgres.start(directory));

        assertTrue(
                refused.lines().getFirst().contains("of another version"),
                refused.lines().toString());
        assertEquals("flowex-postgres 9, PostgreSQL 99\n", Files.readString(marker));

        Files.delete(marker);
        Files.writeString(directory.resolve("cluster").resolve("PG_VERSION"), "17\n");
        refused = assertThrows(StartupException.class, () -> EmbeddedPostgres.start(directory));
        assertTrue(
                refused.lines().getFirst().contains("PostgreSQL 17"),
                refused.lines().toString());
    }

    @Test
    void aFirstStartThatWasCutOffHalfWayBeginsAgain() throws Exception {
        directory = Files.createDirectory(around.resolve("empty"));
        Files.createDirectories(directory.resolve("cluster.new").resolve("base"));
        Files.createDirectories(directory.resolve("server-18.4.new").resolve("bin"));
        Files.writeString(directory.resolve("password.new"), "half");

        try (EmbeddedPostgres server = EmbeddedPostgres.start(directory)) {
            commit(server, 1);
            assertEquals(1, rows(server));
        }
    }

    @Test
    void wrongPasswordIsRefusedAndThePasswordFileIsPrivate() throws IOException {
        try (EmbeddedPostgres server = EmbeddedPostgres.start(directory)) {
            SQLException refused = assertThrows(SQLException.class, () -> DriverManager.getConnection(
                            server.url("postgres"), server.user(), "guessed")
                    .close());

            assertEquals("28P01", refused.getSQLState());
            assertEquals(
                    "rw-------",
                    PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("password"))));
            assertEquals(
                    "rwx------",
                    PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("cluster"))));
            assertTrue(server.password().length() >= 40);
        }
    }

    /** Where user namespaces are forbidden, as in many containers, root hands the server to another user. */
    @Test
    void rootCanRunTheServerAsAnotherUserAndTheNextStartRemembersWho() throws Exception {
        Assumptions.assumeTrue(System.getProperty("user.name").equals("root"), "only root has this choice");
        directory = notStartedYet();

        try (EmbeddedPostgres server = EmbeddedPostgres.start(directory, PostgresUser::fallback, WORKERS)) {
            commit(server, 1);
            assertNotEquals("root", Files.getOwner(directory.resolve("cluster")).getName());
        }
        try (EmbeddedPostgres server = EmbeddedPostgres.start(directory)) {
            assertEquals(1, rows(server));
            assertNotEquals("root", Files.getOwner(directory.resolve("cluster")).getName());
        }
    }

    @Test
    void folderUnreachableForOtherUsersIsRefusedWithARemedy() throws IOException {
        Assumptions.assumeTrue(System.getProperty("user.name").equals("root"), "only root has this choice");
        Path inside = Files.createDirectory(
                directory.resolve("closed"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Files.createSymbolicLink(inside.resolve(PROGRAMS), directory.resolve(PROGRAMS));

        StartupException refused = assertThrows(
                StartupException.class, () -> EmbeddedPostgres.start(inside, PostgresUser::fallback, WORKERS));

        assertTrue(
                refused.lines().getFirst().contains("FLOWEX_DATA_DIR"),
                refused.lines().toString());
    }

    private static long startedPid(Process child) throws IOException {
        BufferedReader out = child.inputReader(StandardCharsets.UTF_8);
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith("started ")) {
                return Long.parseLong(List.of(line.split(" ", -1)).getLast());
            }
        }
        throw new IOException("the child process ended before the server started");
    }

    private static void commit(EmbeddedPostgres server, int number) throws SQLException {
        try (Connection connection = connect(server);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS kept (number int)");
            statement.execute("INSERT INTO kept VALUES (" + number + ")");
        }
    }

    private static int rows(EmbeddedPostgres server) throws SQLException {
        try (Connection connection = connect(server);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM kept")) {
            row.next();
            return row.getInt(1);
        }
    }

    private static Connection connect(EmbeddedPostgres server) throws SQLException {
        return DriverManager.getConnection(server.url("postgres"), server.user(), server.password());
    }
}
