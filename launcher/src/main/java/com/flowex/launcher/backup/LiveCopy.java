package com.flowex.launcher.backup;

import com.flowex.cluster.repair.NodeBackup;
import com.flowex.ground.Settings;
import com.flowex.ground.database.DatabaseBackup;
import com.flowex.ground.database.DatabaseChoice;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.Set;

/**
 * Copies the data directory of a running exchange into a folder.
 *
 * <p>Which part may be older than which decides the order: the signed heads of the audit log, the database that has at least
 * these, the keys that open what is in it, and the log last, for views follow the log and never the other way.
 */
public final class LiveCopy {

    /** Of this exchange and no other. */
    private static final Set<String> LEFT_OUT = Set.of(BackupPlace.LOCK, BackupPlace.STATE);

    private LiveCopy() {}

    /** @param to a folder that is there and empty */
    public static void copy(Settings settings, Path to) throws IOException, SQLException {
        Path data = settings.dataDirectory();
        if (Files.isDirectory(data.resolve("audit"))) {
            Files.createDirectories(to.resolve("audit"));
            files(data.resolve("audit"), to.resolve("audit"));
        }
        if (settings.database() instanceof DatabaseChoice.Embedded embedded) {
            DatabaseBackup.copy(embedded, to.resolve("postgres"));
        }
        files(data, to);
        NodeBackup.copy(data, to.resolve("node"));
    }

    /** What belongs to the copy and is not in it, for people; empty if all is. */
    public static String missing(Settings settings) {
        return settings.database() instanceof DatabaseChoice.Embedded ? "" : "the database of FLOWEX_DATABASE_URL";
    }

    /** The files of a folder, not its folders. */
    static void files(Path from, Path to) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(from, Files::isRegularFile)) {
            for (Path file : files) {
                if (!LEFT_OUT.contains(String.valueOf(file.getFileName()))) {
                    Files.copy(file, to.resolve(file.getFileName()), StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        }
    }
}
