package com.flowex.launcher;

import com.flowex.cluster.check.Inventory;
import com.flowex.cluster.repair.NodeBackup;
import com.flowex.cluster.stop.NodeRefusedException;
import com.flowex.ground.Settings;
import com.flowex.ground.database.DatabaseBackup;
import com.flowex.ground.database.DatabaseChoice;
import com.flowex.ground.settings.Sources;
import com.flowex.ground.settings.StartupException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/**
 * {@code ./flowex backup DIR}: a copy of the data directory of a running exchange, in a new folder, that starts.
 *
 * <p>Which part may be older than which decides the order: the signed heads of the audit log, the database that has at least
 * these, the keys that open what is in it, and the log last, for views follow the log and never the other way.
 */
public final class Backup {

    private static final int REFUSED = 1;
    private static final int MISUSED = 2;

    private Backup() {}

    public static void main(String[] args) {
        System.exit(run(List.of(args), System.getenv()));
    }

    /** @return the exit code */
    public static int run(List<String> args, Map<String, String> environment) {
        if (args.size() != 1) {
            System.err.println("usage: ./flowex backup DIR, a folder that is not there yet");
            return MISUSED;
        }
        try {
            Settings settings =
                    LauncherSettings.of(Sources.withFile(environment)).base();
            return copy(settings, Path.of(args.getFirst()).toAbsolutePath().normalize());
        } catch (LauncherSettings.Misconfigured wrong) {
            wrong.lines().forEach(System.err::println);
            return MISUSED;
        } catch (StartupException refused) {
            refused.lines().forEach(System.err::println);
        } catch (NodeRefusedException | InvalidPathException e) {
            System.err.println(e.getMessage());
        } catch (IOException | SQLException e) {
            System.err.println("the copy is not complete, throw it away: " + e);
        }
        return REFUSED;
    }

    private static int copy(Settings settings, Path to) throws IOException, SQLException {
        Path data = settings.dataDirectory();
        if (Files.exists(to)) {
            throw new StartupException(to + " is there already: a copy goes into a new folder");
        }
        Files.createDirectories(to);
        if (Files.isDirectory(data.resolve("audit"))) {
            Files.createDirectories(to.resolve("audit"));
            files(data.resolve("audit"), to.resolve("audit"));
        }
        if (settings.database() instanceof DatabaseChoice.Embedded embedded) {
            DatabaseBackup.copy(embedded, to.resolve("postgres"));
        } else {
            System.out.println("backup: the database of FLOWEX_DATABASE_URL is not in this copy; one of it that was"
                    + " taken before belongs to it");
        }
        files(data, to);
        NodeBackup.copy(data, to.resolve("node"));
        Inventory copied = Inventory.of(to);
        copied.lines().forEach(System.out::println);
        copied.problems().forEach(System.err::println);
        System.out.println(
                "backup: " + to + (copied.problems().isEmpty() ? " fits, start it with FLOWEX_DATA_DIR" : ""));
        return copied.problems().isEmpty() ? 0 : REFUSED;
    }

    /** The files of a folder, not its folders. */
    private static void files(Path from, Path to) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(from, Files::isRegularFile)) {
            for (Path file : files) {
                Files.copy(file, to.resolve(file.getFileName()), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }
}
