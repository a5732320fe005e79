package com.flowex.ground.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.ground.Ground;
import com.flowex.ground.health.Health;
import com.flowex.ground.testing.TestGround;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Roles, pools and transactions on a real server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DatabaseTest {

    private final Ground ground = TestGround.fresh();
    private final Database database = ground.database();

    @AfterAll
    void stop() {
        ground.close();
    }

    @Test
    void requestsAndProjectionsAreDifferentLoginsAndNeitherOwnsAnything() throws SQLException {
        assertEquals("flowex_app", database.query(connection -> text(connection, "SELECT current_user")));
        try (Connection views = database.views().getConnection()) {
            assertEquals("flowex_views", text(views, "SELECT current_user"));
            assertEquals("off", text(views, "SHOW synchronous_commit"));
        }
        assertEquals("on", database.query(connection -> text(connection, "SHOW synchronous_commit")));
        SqlException refused = assertThrows(
                SqlException.class,
                () -> database.query(connection -> text(connection, "DROP TABLE platform.checkpoints")));
        assertEquals("42501", refused.state());
    }

    @Test
    void aRequestCannotMoveACheckpoint() {
        assertThrows(
                SqlException.class,
                () -> database.query(connection -> {
                    try (Statement statement = connection.createStatement()) {
                        return statement.executeUpdate("DELETE FROM platform.checkpoints");
                    }
                }));
    }

    @Test
    void theServerIsDurableAndListensOnLoopbackWithPasswords() {
        assertEquals("on", database.query(connection -> text(connection, "SHOW fsync")));
        assertEquals("on", database.query(connection -> text(connection, "SHOW full_page_writes")));
        assertEquals("127.0.0.1", database.query(connection -> text(connection, "SHOW listen_addresses")));
        assertEquals("scram-sha-256", database.query(connection -> text(connection, "SHOW password_encryption")));
        assertTrue(database.query(connection -> text(connection, "SHOW server_version"))
                .startsWith("18."));
    }

    @Test
    void passwordsOfItsLoginsAreHashedAsOftenAsTheServerAsks() {
        String sql = "SELECT bool_and(rolpassword LIKE 'SCRAM-SHA-256$' || current_setting('scram_iterations') || ':%')"
                + " FROM pg_authid WHERE rolname IN ('flowex_app', 'flowex_views')";
        assertEquals("t", ground.database().asOwner(connection -> text(connection, sql)));
    }

    @Test
    void aConnectionComesBackToThePoolAsItLeft() {
        assertThrows(SqlException.class, () -> database.transaction(connection -> text(connection, "SELECT broken")));

        assertTrue(database.query(Connection::getAutoCommit));
        assertInstanceOf(Health.State.Up.class, ground.health().states().get("database"));
    }

    private static String text(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return String.valueOf(row.getString(1));
        }
    }
}
