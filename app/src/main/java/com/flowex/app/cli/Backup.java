package com.flowex.app.cli;

import com.flowex.app.backup.BackupRun;
import com.flowex.app.backup.BackupSettings;
import com.flowex.app.backup.BackupStore;
import com.flowex.app.backup.FullBackup;
import com.flowex.app.backup.OnlineCopy;
import com.flowex.app.node.ClusterLogSource;
import com.flowex.app.settings.LauncherSettings;
import com.flowex.cluster.check.NodeInventory;
import com.flowex.cluster.stop.NodeRefusedException;
import com.flowex.platform.Settings;
import com.flowex.platform.settings.SettingsSources;
import com.flowex.platform.settings.StartupException;
import com.flowex.platform.storage.ObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/**
 * {@code ./flowex backup}: copies the data directory of a running exchange into a new folder, from which an exchange
 * can be started. Or it copies into an object store, compressed and sealed, from which {@link Restore} restores it.
 */
public final class Backup {

    private static final int REFUSED = 1;
    private static final int MISUSED = 2;

    private static final String USAGE = """
            usage: ./flowex backup [--to URL]   into a store: a folder, file:/folder or s3://bucket/prefix (FLOWEX_BACKUP_TO)
                   ./flowex backup list [--to URL]
                   ./flowex backup DIR          a copy that starts, in a folder that is not there yet
                   each with --dir CLUSTER      of the exchange that ./flowex cluster start began there""";

    private Backup() {}

    public static void main(String[] args) {
        System.exit(run(List.of(args), System.getenv()));
    }

    /**
     * Runs the command.
     *
     * @return the exit code
     */
    public static int run(List<String> arguments, Map<String, String> environment) {
        try {
            ClusterFolder.Asked asked = ClusterFolder.read(arguments, environment);
            List<String> args = asked.arguments();
            LauncherSettings settings = LauncherSettings.of(SettingsSources.withFile(asked.environment()));
            boolean isList = !args.isEmpty() && args.getFirst().equals("list");
            List<String> rest = isList ? args.subList(1, args.size()) : args;
            if (!isList && rest.size() == 1 && !rest.getFirst().startsWith("-")) {
                return copy(
                        ClusterLogSource.exchange(settings),
                        Path.of(rest.getFirst()).toAbsolutePath().normalize());
            }
            if (!rest.isEmpty() && !(rest.size() == 2 && rest.getFirst().equals("--to"))) {
                System.err.println(USAGE);
                return MISUSED;
            }
            String url = url(settings.backup(), "--to", rest);
            return isList ? list(settings.base(), url) : store(settings, url);
        } catch (LauncherSettings.ConfigurationException wrong) {
            wrong.lines().forEach(System.err::println);
            return MISUSED;
        } catch (StartupException refused) {
            refused.lines().forEach(System.err::println);
        } catch (NodeRefusedException | IllegalArgumentException e) {
            System.err.println(e.getMessage());
        } catch (IOException | SQLException e) {
            System.err.println("the backup is not whole and does not count: " + e.getMessage());
        }
        return REFUSED;
    }

    /**
     * Returns the URL of the store.
     *
     * @param option option by which the command names a store
     */
    static String url(BackupSettings settings, String option, List<String> args) {
        String url = args.isEmpty() ? settings.to() : args.getLast();
        if (url.isEmpty()) {
            throw new StartupException("no store is named: " + option + " URL, or FLOWEX_BACKUP_TO");
        }
        return url;
    }

    private static int list(Settings settings, String url) throws IOException {
        try (ObjectStore store = settings.stores().open(url)) {
            List<FullBackup> all = new BackupStore(store).all();
            all.forEach(whole -> System.out.println(whole.line()));
            System.out.println("backup: " + all.size() + " in " + store.url());
            return 0;
        }
    }

    private static int store(LauncherSettings settings, String url) throws IOException, SQLException {
        boolean follows = url.equals(settings.backup().to());
        FullBackup whole = new BackupRun(
                        ClusterLogSource.exchange(settings),
                        url,
                        settings.backup().keep(),
                        follows,
                        InstantSource.system(),
                        System.out::println)
                .whole();
        System.out.println("backup: " + whole.line());
        return 0;
    }

    private static int copy(OnlineCopy exchange, Path to) throws IOException, SQLException {
        if (Files.exists(to)) {
            throw new StartupException(to + " is there already: a copy goes into a new folder");
        }
        Files.createDirectories(to);
        exchange.make(to);
        String missing = exchange.missing();
        if (!missing.isEmpty()) {
            System.out.println(
                    "backup: " + missing + " is not in this copy; one of it that was taken before belongs to it");
        }
        NodeInventory copied = NodeInventory.of(to);
        copied.lines().forEach(System.out::println);
        copied.problems().forEach(System.err::println);
        System.out.println(
                "backup: " + to + (copied.problems().isEmpty() ? " fits, start it with FLOWEX_DATA_DIR" : ""));
        return copied.problems().isEmpty() ? 0 : REFUSED;
    }
}
