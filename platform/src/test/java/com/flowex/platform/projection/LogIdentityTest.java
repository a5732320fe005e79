package com.flowex.platform.projection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.domain.AccountId;
import com.flowex.domain.event.AccountOpened;
import com.flowex.platform.Ground;
import com.flowex.platform.config.StartupException;
import com.flowex.platform.database.Database;
import com.flowex.platform.testing.FakeTails;
import com.flowex.platform.testing.TestGround;
import java.sql.ResultSet;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A database and a log that do not belong together are told apart before anybody reads a balance. */
@Timeout(60)
class LogIdentityTest {

    private final Ground ground = TestGround.fresh();
    private final Database database = ground.database();

    @AfterEach
    void close() {
        ground.close();
    }

    @Test
    void aDatabaseKeepsToTheLogItWasFilledFrom() {
        FakeTails log = log(0);
        LogIdentity.require(database, log, 1);
        log.emit(event());

        LogIdentity.require(database, log, 2);

        FakeTails other = log(1);
        StartupException refused =
                assertThrows(StartupException.class, () -> LogIdentity.require(database, other, 1_000));
        assertEquals(1, refused.lines().size());
        assertTrue(
                refused.lines().getFirst().contains("another log"),
                refused.lines().toString());
    }

    @Test
    void aViewThatIsAheadOfARestoredLogIsDroppedAndTheOthersStay() {
        database.migrate("numbers");
        checkpoint("numbers", 11);
        checkpoint("others", 10);

        LogIdentity.require(database, log(0), 10);

        assertEquals("", text("SELECT string_agg(nspname, ' ') FROM pg_namespace WHERE nspname = 'numbers'"));
        assertEquals("others", text("SELECT string_agg(projection, ' ') FROM platform.checkpoints"));
    }

    private static FakeTails log(long startedNanosLater) {
        FakeTails log = new FakeTails(startedNanosLater);
        log.emit(event());
        return log;
    }

    private static AccountOpened event() {
        return new AccountOpened(new AccountId(1, 1));
    }

    private void checkpoint(String projection, long sequence) {
        database.asOwner(owner -> {
            try (Statement statement = owner.createStatement()) {
                return statement.executeUpdate("INSERT INTO platform.checkpoints (projection, sequence, position)"
                        + " VALUES ('" + projection + "', " + sequence + ", 100)");
            }
        });
    }

    private String text(String sql) {
        return database.asOwner(owner -> {
            try (Statement statement = owner.createStatement();
                    ResultSet row = statement.executeQuery(sql)) {
                row.next();
                String found = row.getString(1);
                return found == null ? "" : found;
            }
        });
    }
}
