package com.flowex.platform.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.platform.database.TableRewrite.OldLog;
import com.flowex.platform.database.server.DatabaseChoice;
import com.flowex.platform.testing.PreparedPostgres;
import com.flowex.platform.testing.TestPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Goal: after a rewrite no file of the server has the bytes of rows that were deleted or changed. */
@Timeout(900)
class TableRewriteTest {

    private static final String NAME = "wilhelmina.quuxberg";

    @TempDir
    private Path folder = Path.of("target");

    @Test
    void noFileHasTheBytesOfErasedRowsOnceTheLogFromBeforeIsNoLongerNeeded() {
        Path live = folder.resolve("live");
        PreparedPostgres.copyTo(live);
        DatabaseChoice.Embedded choice = new DatabaseChoice.Embedded(live);
        try (Database database = TestPostgres.open(choice)) {
            execute(database, "CREATE SCHEMA seen");
            execute(database, "CREATE TABLE seen.people (number bigint, name text UNIQUE)");
            execute(
                    database,
                    "INSERT INTO seen.people SELECT n, CASE WHEN n % 100 = 0 THEN '" + NAME + "' || n ELSE 'x' || n END"
                            + " FROM generate_series(1, 20000) n");
            execute(database, "ANALYZE seen.people");
            execute(database, "UPDATE seen.people SET name = 'erased' || number WHERE name LIKE '" + NAME + "%'");
            execute(database, "CHECKPOINT");
            assertTrue(files(live).stream().anyMatch(file -> file.contains("base")), "of the table and its index");
            assertTrue(files(live).stream().anyMatch(file -> file.contains("pg_wal")));
            execute(database, "SELECT pg_create_physical_replication_slot('a_backup', true)");

            TableRewrite rewrite = new TableRewrite(database);
            List<String> tables = List.of("seen.people", "seen.none");
            assertTrue(rewrite.bytes(tables) > 0);
            String segment = rewrite.run(tables).orElseThrow();
            assertEquals(OldLog.KEPT, rewrite.endLogBefore(segment));
            execute(database, "CHECKPOINT");
            assertTrue(files(live).stream().allMatch(file -> file.contains("pg_wal")), () -> files(live)
                    .toString());
            assertNotEquals(List.of(), files(live), "a backup still needs the log");

            execute(database, "SELECT pg_drop_replication_slot('a_backup')");
            assertEquals(OldLog.GONE, rewrite.endLogBefore(segment));
            assertEquals(List.of(), files(live));
        }
        assertEquals(List.of(), files(live), "after a stop");
    }

    private static void execute(Database database, String sql) {
        database.asOwnerSingly(connection -> {
            try (var statement = connection.createStatement()) {
                return statement.execute(sql);
            }
        });
    }

    /** Files with the name in them. */
    private static List<String> files(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .filter(TableRewriteTest::hasName)
                    .map(file -> directory.relativize(file).toString())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean hasName(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(NAME);
        } catch (IOException e) {
            return false; // removed by the server meanwhile
        }
    }
}
