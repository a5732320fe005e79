package com.flowex.platform.projection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.platform.Platform;
import com.flowex.platform.database.Database;
import com.flowex.platform.failure.DatabaseUnavailableException;
import com.flowex.platform.failure.SqlException;
import com.flowex.platform.testing.Await;
import com.flowex.platform.testing.TestPlatform;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One schema takes the place of another between the statements of those who read it, whatever they read and in which order. */
@Timeout(900)
class ViewSchemaTest {

    /** Since when statements of owners that wait for a lock are in their transaction, and for how long they have waited. */
    private static final String WAITING = "SELECT xact_start::text, clock_timestamp() - query_start > interval '1.5 s'"
            + " FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND application_name = 'flowex-owner'";

    private final Platform platform = TestPlatform.fresh();
    private final Database database = platform.database();

    @BeforeEach
    void twoTablesEach() {
        for (String schema : new String[] {"numbers", "numbers_anew"}) {
            database.migrate("numbers", schema);
            execute("CREATE TABLE " + schema + ".newer (word text)");
            execute("GRANT SELECT ON " + schema + ".newer TO flowex_app");
            execute("INSERT INTO " + schema + ".newer VALUES ('" + schema + "')");
        }
        execute("INSERT INTO platform.checkpoints (projection, position, sequence)"
                + " VALUES ('numbers', 0, 1), ('numbers_anew', 0, 2)");
    }

    @AfterEach
    void close() {
        platform.close();
    }

    /**
     * A reader of one table then asks for the other, while the exchange holds that one and waits for the first:
     * PostgreSQL would end the reader to resolve the deadlock, and a read was answered 503.
     */
    @ParameterizedTest
    @CsvSource({"applied,newer", "newer,applied"})
    void aReaderOfTwoTablesIsNeverEndedForTheExchangeOfBoth(String first, String second) throws SQLException {
        CompletableFuture<Void> replaced;
        try (Connection reader = database.app().getConnection();
                Statement statement = reader.createStatement()) {
            reader.setAutoCommit(false);
            statement.executeQuery("SELECT count(*) FROM numbers." + first).close();
            replaced = CompletableFuture.runAsync(this::replaceAtLast);
            Set<String> tries = new HashSet<>();
            Await.until(() -> hasWaitedLongOrTwice(tries));

            statement.executeQuery("SELECT count(*) FROM numbers." + second).close();
            reader.commit();
        }
        replaced.join();
        assertEquals("numbers_anew", word("SELECT word FROM numbers.newer"));
        assertEquals("2", word("SELECT sequence::text FROM platform.checkpoints WHERE projection = 'numbers'"));
    }

    private void replaceAtLast() {
        while (true) {
            try {
                ViewSchema.replace(database, "numbers", "numbers_anew");
                return;
            } catch (SqlException | DatabaseUnavailableException e) {
                assertTrue(String.valueOf(e.getMessage()).contains("timeout"), e.getMessage());
            }
        }
    }

    private boolean hasWaitedLongOrTwice(Set<String> tries) {
        return database.asOwner(owner -> {
            try (Statement statement = owner.createStatement();
                    ResultSet waiting = statement.executeQuery(WAITING)) {
                boolean isLong = false;
                while (waiting.next()) {
                    tries.add(waiting.getString(1));
                    isLong |= waiting.getBoolean(2);
                }
                return isLong || tries.size() > 1;
            }
        });
    }

    private String word(String sql) {
        return database.query(connection -> {
            try (Statement statement = connection.jdbc().createStatement();
                    ResultSet row = statement.executeQuery(sql)) {
                row.next();
                return row.getString(1);
            }
        });
    }

    private void execute(String sql) {
        database.asOwner(owner -> {
            try (Statement statement = owner.createStatement()) {
                return statement.execute(sql);
            }
        });
    }
}
