package com.flowex.launcher.backup;

import com.flowex.cluster.repair.LogEnd;
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
 * A running exchange, of which copies are made: the data directory of the process that has its database, and the log, wherever that is.
 *
 * <p>Which part may be older than which decides the order: the signed heads of the audit log, the database that has at least
 * these, the keys that open what is in it, and the log last, for views follow the log and never the other way.
 */
public record LiveCopy(Settings settings, CopiedLog log) {

    /** Of this exchange and no other. */
    private static final Set<String> LEFT_OUT = Set.of(BackupPlace.LOCK, BackupPlace.STATE);

    /**
     * Makes one.
     *
     * @param to a folder that is there and empty
     * @return where its log ends
     */
    public LogEnd make(Path to) throws IOException, SQLException {
        Path data = data();
        if (Files.isDirectory(data.resolve("audit"))) {
            Files.createDirectories(to.resolve("audit"));
            files(data.resolve("audit"), to.resolve("audit"));
        }
        if (settings.database() instanceof DatabaseChoice.Embedded embedded) {
            DatabaseBackup.copy(embedded, to.resolve("postgres"));
        }
        files(data, to);
        return log.copy(to);
    }

    Path data() {
        return settings.dataDirectory();
    }

    /** What belongs to the copy and is not in it, for people; empty if all is. */
    public String missing() {
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
