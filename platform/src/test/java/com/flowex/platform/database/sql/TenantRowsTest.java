package com.flowex.platform.database.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.flowex.platform.Platform;
import com.flowex.platform.database.Database;
import com.flowex.platform.failure.SqlException;
import com.flowex.platform.testing.TestPlatform;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Failure 26: a tenant's transaction sees and changes its own rows only, whatever the statement says. */
@Timeout(900)
class TenantRowsTest {

    private final Platform platform = TestPlatform.fresh();
    private final Database database = platform.database();

    @BeforeEach
    void migrate() {
        database.migrate("owned");
    }

    @AfterEach
    void close() {
        platform.close();
    }

    private static List<String> words(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            List<String> words = new ArrayList<>();
            while (row.next()) {
                words.add(row.getString(1));
            }
            return words;
        }
    }

    private static int changed(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
        }
    }

    @Test
    void aTenantSeesItsOwnRowsAlone() {
        for (String table : List.of("owned.rows", "owned.others")) {
            String all = "SELECT word FROM " + table;
            assertEquals(List.of("one"), database.<List<String>>query(1, connection -> words(connection.jdbc(), all)));
            assertEquals(List.of("two"), database.<List<String>>query(2, connection -> words(connection.jdbc(), all)));
        }
    }

    @Test
    void queryWithoutATenantSeesNoRows() {
        database.query(1, connection -> words(connection.jdbc(), "SELECT word FROM owned.rows"));

        assertEquals(
                List.of(),
                database.<List<String>>query(connection -> words(connection.jdbc(), "SELECT word FROM owned.rows")));
        assertEquals(
                List.of("all"),
                database.<List<String>>query(
                        connection -> words(connection.jdbc(), "SELECT word FROM owned.everybodys")));
    }

    @Test
    void anotherTenantsRowsAreNeitherChangedNorMade() {
        assertEquals(
                0,
                database.<Integer>query(
                        1, connection -> changed(connection.jdbc(), "DELETE FROM owned.rows WHERE tenant = 2")));
        assertEquals(
                0,
                database.<Integer>query(
                        1,
                        connection -> changed(connection.jdbc(), "UPDATE owned.rows SET word = 'x' WHERE tenant = 2")));
        assertThrows(
                SqlException.class,
                () -> database.<Integer>query(
                        1, connection -> changed(connection.jdbc(), "INSERT INTO owned.rows VALUES (2, 'forged')")));
        assertThrows(
                SqlException.class,
                () -> database.<Integer>query(
                        1, connection -> changed(connection.jdbc(), "UPDATE owned.rows SET tenant = 2")));
    }

    @Test
    void rowLevelSecurityHoldsForATablesOwner() {
        database.asOwner(owner -> changed(
                owner,
                "CREATE ROLE plain_owner; GRANT USAGE ON SCHEMA owned TO plain_owner;"
                        + " ALTER TABLE owned.rows OWNER TO plain_owner"));
        try {
            assertEquals(List.of(), database.<List<String>>asOwner(owner -> {
                changed(owner, "SET LOCAL ROLE plain_owner");
                return words(owner, "SELECT word FROM owned.rows");
            }));
        } finally {
            database.asOwner(owner -> changed(
                    owner,
                    "ALTER TABLE owned.rows OWNER TO CURRENT_USER;"
                            + " REVOKE ALL ON SCHEMA owned FROM plain_owner; DROP ROLE plain_owner"));
        }
    }

    @Test
    void requestsAreNeitherOwnerNorPermittedToPassBy() {
        String role =
                "SELECT (rolsuper OR rolbypassrls OR rolcreaterole)::text FROM pg_roles WHERE rolname = current_user";
        String owned =
                "SELECT relname FROM pg_class WHERE relowner = (SELECT oid FROM pg_roles WHERE rolname = 'flowex_app')";

        assertEquals(List.of("false"), database.<List<String>>query(connection -> words(connection.jdbc(), role)));
        assertEquals(List.of(), database.<List<String>>query(connection -> words(connection.jdbc(), owned)));
    }

    @Test
    void aPolicyThatWasDroppedIsBackAfterTheNextStart() {
        database.asOwner(owner -> changed(owner, "DROP POLICY tenant_only ON owned.rows"));
        database.asOwner(owner -> changed(owner, "ALTER TABLE owned.others NO FORCE ROW LEVEL SECURITY"));
        database.migrate("owned");

        aTenantSeesItsOwnRowsAlone();
        assertEquals(
                List.of("true"),
                database.<List<String>>asOwner(owner -> words(
                        owner, "SELECT relforcerowsecurity::text FROM pg_class WHERE oid = 'owned.others'::regclass")));
    }

    @Test
    void projectionsSeeEveryTenant() throws SQLException {
        try (Connection views = database.views().getConnection()) {
            assertEquals(List.of("one", "two"), words(views, "SELECT word FROM owned.rows ORDER BY 1"));
        }
    }
}
