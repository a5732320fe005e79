package com.flowex.app.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.flowex.platform.testing.SyntheticWal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A chain that lost the increment of 12:10, which had the end of segment 4. */
class DatabaseRestoreTest {

    private static final long NOON = Instant.parse("2026-01-31T12:00:00Z").toEpochMilli();
    private static final long STEP = 300_000;
    private static final FullBackup WHOLE = new FullBackup(1, "W", NOON, 64, 7, 9, "", List.of(), true);
    private static final BackupIncrement FIRST = new BackupIncrement("W", 64, 96, 8, 10, NOON + STEP);
    private static final BackupIncrement THIRD = new BackupIncrement("W", 96, 128, 9, 11, NOON + 3 * STEP);
    private static final BackupIncrement FOURTH = new BackupIncrement("W", 128, 160, 10, 12, NOON + 4 * STEP);

    private static final String GAP = "the object " + THIRD.name() + " does not continue the database: PostgreSQL's log"
            + " is missing from within segment " + SyntheticWal.file(4) + " up to segment " + SyntheticWal.file(5)
            + "; an object log/W/0000000000000000096-0000000000000000096-8-10-*.tar.gz of between 2026-01-31T12:05:00Z"
            + " and 2026-01-31T12:15:00Z is missing";

    @TempDir
    private Path folder;

    private final List<String> messages = new ArrayList<>();

    private DatabaseRestore withFirst(boolean acceptsOlder) throws IOException {
        DatabaseRestore database =
                new DatabaseRestore(WHOLE, SyntheticWal.copy(folder, 3), acceptsOlder, messages::add);
        database.begin(FIRST);
        put(database, 3, SyntheticWal.segment(3));
        put(database, 4, SyntheticWal.cut(4, SyntheticWal.PAGE));
        database.end();
        database.begin(THIRD);
        return database;
    }

    private static void put(DatabaseRestore database, int number, byte[] bytes) throws IOException {
        database.put(SyntheticWal.file(number), new ByteArrayInputStream(bytes));
    }

    @Test
    void aMissingIncrementIsNamedWithEachWayOut() throws IOException {
        DatabaseRestore database = withFirst(false);
        assertEquals(
                GAP + ". Bring the right object into the store, restore an earlier state with --at, or accept users,"
                        + " keys and settings of 2026-01-31T12:05:00Z with --accept-older-database",
                assertThrows(IOException.class, () -> put(database, 5, SyntheticWal.segment(5)))
                        .getMessage());
        assertEquals(List.of(), messages);
    }

    /** A later segment would fit behind one of the increment that is left out. */
    @Test
    void theDatabaseEndsBeforeTheGapIfThatIsAccepted() throws IOException {
        DatabaseRestore database = withFirst(true);
        put(database, 5, SyntheticWal.segment(5));
        database.end();
        database.begin(FOURTH);
        put(database, 4, SyntheticWal.segment(4));
        put(database, 5, SyntheticWal.segment(5));
        database.end();
        assertEquals(FIRST.takenMillis(), database.asOfMillis());
        assertEquals(List.of("restore: " + GAP + "; the database ends before it"), messages);
        assertEquals(-1, Files.mismatch(SyntheticWal.file(folder, 4), cut()));
    }

    private Path cut() throws IOException {
        return Files.write(folder.resolve("cut"), SyntheticWal.cut(4, SyntheticWal.PAGE));
    }
}
