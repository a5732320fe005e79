package com.flowex.platform.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.platform.database.WalRestore.WalMismatchException;
import com.flowex.platform.database.embedded.EmbeddedPostgres;
import com.flowex.platform.database.server.DatabaseChoice;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.testing.Await;
import com.flowex.platform.testing.PreparedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A copy of a running server, and what the server wrote after it. */
@Timeout(900)
class WalBackupTest {

    @TempDir
    private Path folder;

    private static Connection connection(EmbeddedPostgres server) throws SQLException {
        return DriverManager.getConnection(server.url(Database.EMBEDDED_NAME), server.user(), server.password());
    }

    private static void write(EmbeddedPostgres server, int rows) throws SQLException {
        try (Connection connection = connection(server)) {
            Sql.execute(connection, "CREATE TABLE IF NOT EXISTS things (number bigint)");
            Sql.execute(connection, "INSERT INTO things SELECT generate_series(1, ?)", rows);
        }
    }

    private Path growth(String name) throws IOException {
        return Files.createDirectory(folder.resolve(name));
    }

    private static void put(Path growth, WalRestore log) throws IOException {
        log.begin();
        for (String file : files(growth)) {
            try (InputStream bytes = Files.newInputStream(growth.resolve(file))) {
                log.put(file, bytes);
            }
        }
    }

    private static List<String> files(Path growth) throws IOException {
        try (Stream<Path> files = Files.list(growth)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .sorted()
                    .toList();
        }
    }

    /** @return position at the end of a segment, up to which growth was copied; that growth is the last one */
    private String endOfSegment(EmbeddedPostgres server, DatabaseChoice.Embedded embedded, String since)
            throws Exception {
        AtomicReference<String> end = new AtomicReference<>(since);
        try (Connection connection = connection(server)) {
            Await.until(() -> {
                Sql.one(connection, row -> row.getString(1), "SELECT pg_switch_wal()");
                FileUtils.deleteDirectory(folder.resolve("third").toFile());
                end.set(WalBackup.copy(embedded, since, growth("third")).orElseThrow());
                return end.get().endsWith("000000");
            });
        }
        return end.get();
    }

    /**
     * Goal: a copy and the growth behind it are the database of the moment of the last growth. Method: rows before the copy, behind it, and so many
     * behind the first growth that they go over several segments; what is written after the last growth is not there.
     * Then the server drops its log, and there is no growth left. The third ends with a segment, with which the fourth
     * begins; one of an earlier version began with the next. A growth that does not follow is refused.
     */
    @Test
    void aCopyWithItsGrowthIsTheDatabaseOfTheLastGrowth() throws Exception {
        Path live = folder.resolve("live");
        PreparedPostgres.copyTo(live);
        DatabaseChoice.Embedded embedded = new DatabaseChoice.Embedded(live);
        Path first = growth("first");
        Path second = growth("second");
        try (EmbeddedPostgres server = EmbeddedPostgres.start(live)) {
            try (Connection root =
                    DriverManager.getConnection(server.url("postgres"), server.user(), server.password())) {
                Sql.execute(root, "CREATE DATABASE " + Database.EMBEDDED_NAME);
            }
            write(server, 10);
            String begin = WalBackup.begin(embedded);
            DatabaseBackup.copy(embedded, folder.resolve("copy"));
            write(server, 20);
            String middle = WalBackup.copy(embedded, begin, first).orElseThrow();
            WalBackup.release(embedded, middle);
            write(server, 1_000_000);
            String end = WalBackup.copy(embedded, middle, second).orElseThrow();
            assertEquals(Optional.empty(), WalBackup.copy(embedded, begin, growth("again")), "what was let go of");
            WalBackup.release(embedded, end);
            String boundary = endOfSegment(server, embedded, end);
            WalBackup.release(embedded, boundary);
            write(server, 40);
            String last = WalBackup.copy(embedded, boundary, growth("fourth")).orElseThrow();
            write(server, 50);

            WalBackup.end(embedded);
            assertEquals(Optional.empty(), WalBackup.copy(embedded, last, growth("ended")));
        }
        WalRestore log = new WalRestore(folder.resolve("copy"));
        assertTrue(
                assertThrows(WalMismatchException.class, () -> put(second, log)).isGap());
        put(first, log);
        Path third = folder.resolve("third");
        Path fourth = folder.resolve("fourth");
        assertTrue(
                assertThrows(WalMismatchException.class, () -> put(fourth, log)).isGap());
        put(second, log);
        put(third, log);
        assertEquals(files(third).getLast(), files(fourth).getFirst());
        Files.delete(fourth.resolve(files(third).getLast()));
        put(fourth, log);
        try (EmbeddedPostgres server = EmbeddedPostgres.start(folder.resolve("copy"));
                Connection connection = connection(server)) {
            assertEquals(
                    Optional.of(1_000_070L), Sql.one(connection, row -> row.getLong(1), "SELECT count(*) FROM things"));
        }
    }
}
