package com.flowex.platform.projection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.cluster.tail.ArchiveUnreadableException;
import com.flowex.cluster.tail.Checkpoint;
import com.flowex.domain.event.AccountOpened;
import com.flowex.domain.value.AccountId;
import com.flowex.platform.Platform;
import com.flowex.platform.database.Database;
import com.flowex.platform.settings.StartupException;
import com.flowex.platform.testing.FakeTails;
import com.flowex.platform.testing.TestPlatform;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A database and a log that do not belong together are recognised before any balance is read. */
@Timeout(900)
class LogIdentityTest {

    private static final Path DATA = Path.of("/data");

    private final Platform platform = TestPlatform.fresh();
    private final Database database = platform.database();

    @AfterEach
    void close() {
        platform.close();
    }

    @Test
    void aDatabaseKeepsToTheLogItWasFilledFrom() {
        FakeTails log = log(0);
        LogIdentity.require(database, log, DATA, () -> 1);
        log.emit(event());

        LogIdentity.require(database, log, DATA, () -> 2);

        FakeTails other = log(1);
        StartupException refused =
                assertThrows(StartupException.class, () -> LogIdentity.require(database, other, DATA, () -> 1_000));
        assertEquals(1, refused.lines().size());
        assertTrue(
                refused.lines().getFirst().contains("another log"),
                refused.lines().toString());
    }

    /** An archive that cannot be reached is no reason not to trade; that a view is ahead of the log still is. */
    @Test
    void aFirstEventThatIsInAnArchiveThatIsAwayIsNotComparedAndTheRestIs() {
        TailFactory away = (_, consumer) -> {
            consumer.stopped(new ArchiveUnreadableException("the archive cannot be read"));
            return log(0).open(Checkpoint.START, consumer);
        };
        LogIdentity.require(database, away, DATA, () -> 5);
        assertEquals(0, LogIdentity.filledFrom(database));
        checkpoint("others", 6);
        assertThrows(StartupException.class, () -> LogIdentity.require(database, away, DATA, () -> 5));
    }

    /** Closes finding D2: the views are the last that know what a log has lost. */
    @Test
    void aLogThatEndsBeforeAViewIsRefusedWithBothNumbersAndTheViewStays() {
        database.migrate("numbers");
        checkpoint("numbers", 11);
        checkpoint("others", 10);

        StartupException refused =
                assertThrows(StartupException.class, () -> LogIdentity.require(database, log(0), DATA, () -> 10));

        String line = refused.lines().getFirst();
        assertTrue(line.contains("it ends at event 10, the view numbers shows event 11"), line);
        assertTrue(line.contains("./flowex doctor /data --accept-older-log"), line);
        assertEquals("numbers", text("SELECT string_agg(nspname, ' ') FROM pg_namespace WHERE nspname = 'numbers'"));
    }

    /** Closes finding D2: an empty log beside a database that was filled is no first start. */
    @Test
    void anEmptyLogBesideAFilledDatabaseIsRefused() {
        LogIdentity.require(database, log(0), DATA, () -> 0);
        LogIdentity.require(database, log(0), DATA, () -> 5);
        checkpoint("others", 5);

        StartupException refused =
                assertThrows(StartupException.class, () -> LogIdentity.require(database, log(0), DATA, () -> 0));

        String line = refused.lines().getFirst();
        assertTrue(line.contains("the log is empty, the view others shows event 5"), line);
    }

    /** Closes finding D2: a log that the operator gives up is kept apart. */
    @Test
    void aViewIsKeptAsEvidenceWhenTheOperatorLetsAnOlderLogCount() {
        database.migrate("numbers");
        checkpoint("numbers", 11);
        checkpoint("others", 10);

        List<String> kept = LogIdentity.accept(database, 10, 1);

        assertEquals(1, kept.size());
        assertEquals("11", text("SELECT sequence FROM " + kept.getFirst() + ".kept_checkpoint"));
        assertEquals("others", text("SELECT string_agg(projection, ' ') FROM platform.checkpoints"));
        LogIdentity.require(database, log(0), DATA, () -> 10);
    }

    private static FakeTails log(long startedNanosLater) {
        FakeTails log = new FakeTails(startedNanosLater);
        log.emit(event());
        return log;
    }

    private static AccountOpened event() {
        return new AccountOpened(new AccountId(1, 1), false);
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
