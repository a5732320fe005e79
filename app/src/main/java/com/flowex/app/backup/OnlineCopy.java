package com.flowex.app.backup;

import com.flowex.cluster.repair.LogEnd;
import com.flowex.platform.Settings;
import com.flowex.platform.database.DatabaseBackup;
import com.flowex.platform.database.server.DatabaseChoice;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.Set;

/**
 * Copier of a running exchange: the data directory of the process that has its database, and the log, in this process
 * or elsewhere.
 *
 * <p>The order follows from which part may be older than which. The signed heads of the audit log come first, then the
 * database, which has at least these. The keys that open its contents follow, and the log is last, since views follow
 * the log.
 */
public record OnlineCopy(Settings settings, LogSource log) {

    /** Files that belong to this exchange alone. */
    private static final Set<String> LEFT_OUT = Set.of(BackupWorkspace.LOCK, BackupWorkspace.STATE);

    /**
     * Makes a copy.
     *
     * @param to an existing, empty folder
     * @return end of its log
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

    /** Returns the part that is not in the copy, for people; empty if it is complete. */
    public String missing() {
        return settings.database() instanceof DatabaseChoice.Embedded ? "" : "the database of FLOWEX_DATABASE_URL";
    }

    /** Copies the files of a folder, without its subfolders. */
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
