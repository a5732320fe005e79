package com.flowex.platform.database;

import com.flowex.platform.database.embedded.EmbeddedPostgres;
import com.flowex.platform.database.server.DatabaseChoice;
import com.flowex.platform.settings.StartupException;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;

/** Copy of the embedded server's files while it runs, by PostgreSQL's documented low-level base backup. */
public final class DatabaseBackup {

    /**
     * The slot is temporary, so it ends with the connection; it makes the server keep all WAL since the beginning of
     * the copy.
     */
    private static final String KEEP_WAL = "SELECT pg_create_physical_replication_slot('flowex_backup', true, true)";

    private static final String BEGIN = "SELECT pg_backup_start('flowex', true)";
    private static final String END = "SELECT labelfile FROM pg_backup_stop(false)";

    /** Files that PostgreSQL leaves out of a copy, because they belong to a running server. */
    private static final Set<String> LEFT_OUT = Set.of(
            "postmaster.pid", "postmaster.opts", "pg_wal", "pg_replslot", "pg_dynshmem", "pg_notify", "pg_stat_tmp");

    private DatabaseBackup() {}

    /**
     * Copies the server's folder; the copy has the state of the moment at which this returns.
     *
     * @throws StartupException if no server runs on it
     */
    public static void copy(DatabaseChoice.Embedded embedded, Path to) throws IOException, SQLException {
        Path from = embedded.directory();
        DatabaseChoice.Server server = EmbeddedPostgres.running(from, Database.EMBEDDED_NAME)
                .orElseThrow(() ->
                        new StartupException("no exchange runs on " + from + ": copy the unused folder with cp -a"));
        Files.createDirectories(to);
        for (String file : new String[] {"password", "version"}) {
            Files.copy(from.resolve(file), to.resolve(file), StandardCopyOption.COPY_ATTRIBUTES);
        }
        Path cluster = from.resolve("cluster");
        try (Connection connection = DriverManager.getConnection(server.url(), server.user(), server.password());
                Statement statement = connection.createStatement()) {
            statement.execute(KEEP_WAL);
            statement.execute(BEGIN);
            tree(cluster, to.resolve("cluster"), LEFT_OUT);
            for (String empty : new String[] {"pg_replslot", "pg_dynshmem", "pg_notify", "pg_stat_tmp"}) {
                like(cluster.resolve(empty), to.resolve("cluster").resolve(empty));
            }
            try (ResultSet label = statement.executeQuery(END)) {
                label.next();
                Path file = to.resolve("cluster").resolve("backup_label");
                Files.copy(cluster.resolve("PG_VERSION"), file, StandardCopyOption.COPY_ATTRIBUTES);
                Files.writeString(file, label.getString(1));
            }
            tree(cluster.resolve("pg_wal"), to.resolve("cluster").resolve("pg_wal"), Set.of());
        }
    }

    /** Creates a folder with the owner and the rights of another. */
    private static void like(Path from, Path to) throws IOException {
        if (Files.exists(from) && !Files.exists(to)) {
            Files.copy(from, to, StandardCopyOption.COPY_ATTRIBUTES);
        }
    }

    private static void tree(Path from, Path to, Set<String> leftOut) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
                    throws IOException {
                if (leftOut.contains(from.relativize(directory).toString())) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                like(directory, to.resolve(from.relativize(directory)));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (!leftOut.contains(from.relativize(file).toString())) {
                    try {
                        Files.copy(file, to.resolve(from.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
                    } catch (NoSuchFileException e) {
                        // Removed since it was listed; the WAL record of that is copied afterwards.
                        return FileVisitResult.CONTINUE;
                    }
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException why) throws IOException {
                if (why instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw why;
            }
        });
    }
}
