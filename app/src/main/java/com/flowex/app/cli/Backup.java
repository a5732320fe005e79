package com.flowex.app.cli;

import com.flowex.app.backup.BackupRun;
import com.flowex.app.backup.BackupSettings;
import com.flowex.app.backup.BackupStore;
import com.flowex.app.backup.FullBackup;
import com.flowex.app.backup.OnlineCopy;
import com.flowex.app.cli.command.CallerPath;
import com.flowex.app.cli.command.CommandContext;
import com.flowex.app.cli.command.CommandRunner;
import com.flowex.app.cli.command.FailureText;
import com.flowex.app.cli.folder.ClusterFolder;
import com.flowex.app.node.ClusterLogSource;
import com.flowex.app.settings.LauncherSettings;
import com.flowex.cluster.check.NodeInventory;
import com.flowex.platform.Settings;
import com.flowex.platform.settings.StartupException;
import com.flowex.platform.storage.ObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/**
 * {@code ./flowex backup}: copies the data directory of a running exchange into a new folder, from which an exchange
 * can be started. Or it copies into an object store, compressed and sealed, from which {@link Restore} restores it.
 *
 * <p>Exits with 0 if the backup is whole, 1 if not, 2 on wrong arguments.
 */
@Command
@FailureText("the backup is not whole and does not count")
public final class Backup implements Callable<Integer> {

    private final CommandContext context;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            paramLabel = "DIR",
            arity = "0..1",
            converter = CallerPath.class,
            description = "new folder for a copy that an exchange can be started from; without it, backs up to a store")
    private Optional<Path> copy = Optional.empty();

    @Option(
            names = "--to",
            paramLabel = "URL",
            scope = ScopeType.INHERIT,
            converter = CallerPath.OrUrl.class,
            description = "store: a folder, file:/folder or s3://bucket/prefix; FLOWEX_BACKUP_TO unless it is given")
    private Optional<String> to = Optional.empty();

    @Option(
            names = "--dir",
            paramLabel = "CLUSTER",
            scope = ScopeType.INHERIT,
            converter = CallerPath.class,
            description = "folder of ./flowex cluster start, for the exchange that runs from it")
    private Optional<Path> cluster = Optional.empty();

    Backup(CommandContext context) {
        this.context = context;
    }

    /**
     * Runs the command.
     *
     * @return the exit code
     */
    public static int run(List<String> arguments, Map<String, String> environment) {
        return FlowexCommand.run("backup", arguments, new CommandContext(environment, System.out, System.err));
    }

    @Override
    public Integer call() throws IOException, SQLException {
        if (copy.isPresent() && to.isPresent()) {
            throw new ParameterException(spec.commandLine(), "give either DIR or --to, not both");
        }
        LauncherSettings settings = settings();
        return copy.isPresent()
                ? copy(ClusterLogSource.exchange(settings), copy.get())
                : store(settings, url(settings.backup(), "--to", to));
    }

    @Command(description = "List the backups of the store.")
    int list() throws IOException {
        LauncherSettings settings = settings();
        return list(settings.base(), url(settings.backup(), "--to", to));
    }

    private LauncherSettings settings() {
        return settings(context, cluster);
    }

    /** Returns the settings, those of the services' process if a cluster is named. */
    static LauncherSettings settings(CommandContext context, Optional<Path> cluster) {
        return new CommandContext(environment(context, cluster), context.out(), context.err()).settings();
    }

    /** Returns the environment, that of the services' process if a cluster is named. */
    static Map<String, String> environment(CommandContext context, Optional<Path> cluster) {
        return cluster.map(folder -> new ClusterFolder(folder).environment(context.environment()))
                .orElse(context.environment());
    }

    /**
     * Returns the URL of the store.
     *
     * @param option option by which the command names a store
     */
    static String url(BackupSettings settings, String option, Optional<String> given) {
        String url = given.orElse(settings.to());
        if (url.isEmpty()) {
            throw new StartupException("no store is named: " + option + " URL, or FLOWEX_BACKUP_TO");
        }
        return url;
    }

    private static int list(Settings settings, String url) throws IOException {
        try (ObjectStore store = settings.stores().open(url)) {
            BackupStore backups = new BackupStore(store);
            List<FullBackup> all = backups.all();
            all.forEach(whole -> System.out.println(whole.line()));
            System.out.println("backup: " + all.size() + " in " + store.url());
            Optional<String> lost = backups.lost();
            lost.ifPresent(text -> System.err.println("backup: " + text));
            return lost.isEmpty() ? 0 : CommandRunner.REFUSED;
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
        return copied.problems().isEmpty() ? 0 : CommandRunner.REFUSED;
    }
}
