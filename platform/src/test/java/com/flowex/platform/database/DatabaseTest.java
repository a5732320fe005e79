package com.flowex.platform.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.platform.Platform;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.database.transaction.TransactionWork;
import com.flowex.platform.failure.DatabaseUnavailableException;
import com.flowex.platform.failure.SqlException;
import com.flowex.platform.health.Health;
import com.flowex.platform.testing.Await;
import com.flowex.platform.testing.TestPlatform;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Roles, pools and transactions on a real server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DatabaseTest {

    private static final String COUNTED = "SELECT count(*) FROM platform.checkpoints";

    private final Platform platform = TestPlatform.fresh();
    private final Database database = platform.database();

    @AfterAll
    void stop() {
        platform.close();
    }

    @Test
    void requestsAndProjectionsAreDifferentLoginsAndNeitherOwnsAnything() throws SQLException {
        assertEquals("flowex_app", database.query(connection -> text(connection.jdbc(), "SELECT current_user")));
        try (Connection views = database.views().getConnection()) {
            assertEquals("flowex_views", text(views, "SELECT current_user"));
            assertEquals("off", text(views, "SHOW synchronous_commit"));
        }
        assertEquals("on", database.query(connection -> text(connection.jdbc(), "SHOW synchronous_commit")));
        SqlException refused = assertThrows(
                SqlException.class,
                () -> database.query(connection -> text(connection.jdbc(), "DROP TABLE platform.checkpoints")));
        assertEquals("42501", refused.state());
    }

    @Test
    void aRequestCannotMoveACheckpoint() {
        assertThrows(
                SqlException.class,
                () -> database.query(connection -> {
                    try (Statement statement = connection.jdbc().createStatement()) {
                        return statement.executeUpdate("DELETE FROM platform.checkpoints");
                    }
                }));
    }

    @Test
    void theServerIsDurableAndListensOnLoopbackWithPasswords() {
        assertEquals("on", database.query(connection -> text(connection.jdbc(), "SHOW fsync")));
        assertEquals("on", database.query(connection -> text(connection.jdbc(), "SHOW full_page_writes")));
        assertEquals("127.0.0.1", database.query(connection -> text(connection.jdbc(), "SHOW listen_addresses")));
        assertEquals(
                "scram-sha-256", database.query(connection -> text(connection.jdbc(), "SHOW password_encryption")));
        assertTrue(database.query(connection -> text(connection.jdbc(), "SHOW server_version"))
                .startsWith("18."));
    }

    @Test
    void passwordsOfItsLoginsAreHashedAsOftenAsTheServerAsks() {
        String sql = "SELECT bool_and(rolpassword LIKE 'SCRAM-SHA-256$' || current_setting('scram_iterations') || ':%')"
                + " FROM pg_authid WHERE rolname IN ('flowex_app', 'flowex_views')";
        assertEquals("t", platform.database().asOwner(connection -> text(connection, sql)));
    }

    /** Ends all connections of both pools, of which some idle, as a fail-over does. */
    private void endConnections() throws SQLException {
        try (Connection first = database.app().getConnection();
                Connection second = database.app().getConnection();
                Connection views = database.views().getConnection()) {
            assertEquals("1", text(first, "SELECT 1"));
            assertEquals("1", text(second, "SELECT 1"));
            assertEquals("1", text(views, "SELECT 1"));
        }
        database.asOwner(owner -> Sql.all(
                owner,
                row -> row.getBoolean(1),
                "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity"
                        + " WHERE datname = current_database() AND pid <> pg_backend_pid()"));
    }

    /** Closes findings V1 and V2. */
    @Test
    void noRequestPaysForConnectionsThatEndedWhileTheyIdled() throws SQLException {
        TransactionWork<Integer> reading = connection ->
                Sql.one(connection, row -> row.getInt(1), "SELECT 7").orElseThrow();
        for (int round = 0; round < 3; round++) {
            endConnections();
            assertEquals(7, database.query(reading));
            endConnections();
            assertEquals(7, database.query(1, reading));
            try (Connection views = database.views().getConnection()) {
                assertEquals("flowex_views", text(views, "SELECT current_user"));
            }
        }
    }

    /** A change that may have been done is not done again: its caller hears that nothing is known. */
    @Test
    void aChangeWhoseConnectionIsLostIsNotRepeated() {
        int[] runs = {0};
        assertThrows(
                DatabaseUnavailableException.class,
                () -> database.query(connection -> {
                    runs[0]++;
                    Sql.all(connection, row -> 0, "SELECT pg_terminate_backend(pg_backend_pid()), 'UPDATE'");
                    return Sql.execute(connection, "UPDATE platform.checkpoints SET sequence = sequence");
                }));
        assertEquals(1, runs[0]);
    }

    /** A busy database is no fault of the request: its caller is to ask again. */
    @Test
    void aStatementThatTakesTooLongIsUnavailableAndNoFault() {
        for (String late : List.of("57014", "55P03")) {
            DatabaseUnavailableException exception = assertThrows(
                    DatabaseUnavailableException.class,
                    () -> database.query(connection -> {
                        throw new SQLException("canceling statement due to a timeout", late);
                    }));
            assertTrue(
                    String.valueOf(exception.getMessage()).startsWith("the database took too long"),
                    exception.getMessage());
        }
        assertThrows(
                DatabaseUnavailableException.class,
                () -> database.transaction(connection -> {
                    Sql.execute(connection, "SET LOCAL statement_timeout = 1");
                    return text(connection.jdbc(), "SELECT pg_sleep(600)");
                }));
    }

    /** Method: another connection commits between two statements; a transaction sees that, a snapshot does not. */
    @Test
    void aSnapshotSeesEveryRowAsOfOneMoment() {
        TransactionWork<Boolean> isSame = connection -> {
            String before = text(connection.jdbc(), COUNTED);
            database.asOwner(owner -> Sql.execute(
                    owner,
                    "INSERT INTO platform.checkpoints (projection, sequence, position)"
                            + " VALUES ('moment ' || gen_random_uuid(), 0, 0)"));
            return before.equals(text(connection.jdbc(), COUNTED));
        };
        assertEquals(false, database.transaction(1, isSame));
        assertEquals(true, database.snapshot(1, isSame));
    }

    @Test
    void aConnectionComesBackToThePoolAsItLeft() {
        assertThrows(
                SqlException.class, () -> database.transaction(connection -> text(connection.jdbc(), "SELECT broken")));

        boolean commitsItself = database.query(connection -> connection.jdbc().getAutoCommit());
        assertTrue(commitsItself);
        Await.until(() -> platform.health().states().get("database") instanceof Health.State.Up);
    }

    private static String text(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return String.valueOf(row.getString(1));
        }
    }
}
