package com.flowex.platform.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.flowex.platform.database.embedded.EmbeddedPostgres;
import com.flowex.platform.database.server.DatabaseChoice;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.testing.PreparedPostgres;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
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

    private void put(Path growth) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(growth)) {
            for (Path file : files) {
                try (InputStream bytes = Files.newInputStream(file)) {
                    WalBackup.put(folder.resolve("copy"), String.valueOf(file.getFileName()), bytes);
                }
            }
        }
    }

    /**
     * Goal: a copy and the growth behind it are the database of the moment of the last growth. Method: rows before the copy, behind it, and so many
     * behind the first growth that they go over several segments; what is written after the last growth is not there. Then the server was told to
     * forget, and there is no growth any more.
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
            write(server, 40);

            WalBackup.end(embedded);
            assertEquals(Optional.empty(), WalBackup.copy(embedded, end, growth("ended")));
        }
        put(first);
        put(second);
        try (EmbeddedPostgres server = EmbeddedPostgres.start(folder.resolve("copy"));
                Connection connection = connection(server)) {
            assertEquals(
                    Optional.of(1_000_030L), Sql.one(connection, row -> row.getLong(1), "SELECT count(*) FROM things"));
        }
    }

    @Test
    void whatIsNoFileOfItsLogIsNotPutThere() {
        assertThrows(
                IOException.class,
                () -> WalBackup.put(folder, "../../password", new ByteArrayInputStream(new byte[1])));
    }
}
