package com.flowex.app.cli;

import com.flowex.app.backup.BackupStore;
import com.flowex.app.backup.RestoreRun;
import com.flowex.app.backup.RestoreRun.Goal;
import com.flowex.app.backup.RestoreRun.Restored;
import com.flowex.app.cli.command.CallerPath;
import com.flowex.app.cli.command.CommandContext;
import com.flowex.app.cli.command.CommandRunner;
import com.flowex.app.cli.command.FailureText;
import com.flowex.app.cli.folder.ClusterFolder;
import com.flowex.app.cli.folder.DataDirectoryCheck;
import com.flowex.app.settings.LauncherSettings;
import com.flowex.cluster.repair.LogVerifier;
import com.flowex.cluster.repair.NodeRepair;
import com.flowex.platform.Settings;
import com.flowex.platform.database.server.DatabaseChoice;
import com.flowex.platform.settings.SecretSource;
import com.flowex.platform.settings.StartupException;
import com.flowex.platform.storage.ObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * {@code ./flowex restore --into DIR [--from URL] [--at TIME|SEQUENCE] [--accept-older-database] [--nodes 3|5]}:
 * restores a backup into a new data directory, and verifies it. The log is replayed and compared, and every asset sums
 * to zero. With {@code --nodes} the result is the folder of a cluster, in which each node has the same log.
 *
 * <p>Exits with 0 if the verification succeeds, 1 if it does not or nothing could be restored, 2 on misuse.
 */
@Command
@FailureText("what was restored is not whole, throw it away")
public final class Restore implements Callable<Integer> {

    private static final long NANOS_PER_MILLI = 1_000_000;

    private final CommandContext context;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--into",
            paramLabel = "DIR",
            required = true,
            converter = CallerPath.class,
            description = "new data directory")
    private Path into = Path.of("");

    @Option(
            names = "--from",
            paramLabel = "URL",
            converter = CallerPath.OrUrl.class,
            description = "store: a folder, file:/folder or s3://bucket/prefix; FLOWEX_BACKUP_TO unless it is given")
    private Optional<String> from = Optional.empty();

    @Option(
            names = "--at",
            paramLabel = "SEQUENCE|TIME",
            description = "last event to restore, or a time as in 2026-01-31T12:00:00Z; the end unless it is given")
    private Optional<String> at = Optional.empty();

    @Option(
            names = "--accept-older-database",
            description = "where an increment of the embedded database is missing or wrong, restore the log to its end"
                    + " and users, keys and settings of before it; where the newest increment is missing, restore what is"
                    + " there")
    private boolean isOlderDatabaseAccepted;

    @Option(
            names = "--nodes",
            paramLabel = "3|5",
            defaultValue = "1",
            description = "divide the result into that many nodes, for ./flowex cluster start --dir DIR")
    private int nodes = 1;

    @Option(
            names = "--dir",
            paramLabel = "CLUSTER",
            converter = CallerPath.class,
            description = "folder of ./flowex cluster start, whose key opens the backup")
    private Optional<Path> cluster = Optional.empty();

    Restore(CommandContext context) {
        this.context = context;
    }

    /**
     * Runs the command.
     *
     * @return the exit code
     */
    public static int run(List<String> args, Map<String, String> environment) {
        return FlowexCommand.run("restore", args, new CommandContext(environment, System.out, System.err));
    }

    @Override
    public Integer call() throws IOException {
        if (!List.of(1, 3, 5).contains(nodes)) {
            throw new ParameterException(spec.commandLine(), "--nodes must be 1, 3 or 5, was " + nodes);
        }
        LauncherSettings settings = Backup.settings(context, cluster);
        String url = Backup.url(settings.backup(), "--from", from);
        if (nodes > 1 && Files.exists(into)) {
            throw new StartupException(into + " is there already: a backup is restored into a new folder");
        }
        if (nodes > 1 && at.isPresent() && !(settings.base().database() instanceof DatabaseChoice.Embedded)) {
            throw new StartupException(
                    "with FLOWEX_DATABASE_URL a log that is cut (--at) must be reconciled with its database in one process"
                            + " before nodes are made of it: restore without --nodes");
        }
        ClusterFolder made = new ClusterFolder(into);
        Path data = nodes > 1 ? made.services() : into;
        Restored restored = restore(
                settings.base(),
                url,
                new Goal(data, at.map(RestoreRun::target), isOlderDatabaseAccepted),
                Backup.environment(context, cluster),
                System.out::println);
        if (!holds(restored, data)) {
            return CommandRunner.REFUSED;
        }
        if (nodes > 1) {
            made.divide(nodes);
        }
        System.out.println(
                nodes > 1
                        ? "restore: " + nodes
                                + " nodes have that log, each in its folder; start them with ./flowex cluster start --nodes "
                                + nodes + " --dir " + into + " once all former nodes have stopped"
                        : "restore: start it with FLOWEX_DATA_DIR=" + into);
        return 0;
    }

    private static boolean holds(Restored restored, Path into) {
        LogVerifier.VerificationResult proof = restored.proof();
        System.out.println(proof.verdict());
        if (!proof.holds()) {
            System.err.println(
                    "restore: " + into + " does not hold: " + proof.verdict().mismatches() + " mismatches"
                            + (proof.fault().isEmpty() ? "" : ", " + proof.fault()));
            return false;
        }
        System.out.println("restore: " + into + " holds everything up to event "
                + proof.verdict().events() + ", " + Instant.ofEpochMilli(proof.timeNanos() / NANOS_PER_MILLI)
                + "; digest " + Long.toHexString(proof.verdict().digest()) + ", every asset sums to zero");
        return true;
    }

    /** Restores without printing the result. */
    static Restored restore(
            Settings settings, String url, Goal goal, Map<String, String> environment, Consumer<String> report)
            throws IOException {
        if (settings.stores().makesKey()) {
            throw new StartupException(
                    "there is no key to open a backup with: FLOWEX_STORE_KEYS, or the file store.keys in "
                            + settings.dataDirectory());
        }
        try (ObjectStore store = settings.stores().open(url)) {
            Restored restored = new RestoreRun(new BackupStore(store), goal, report)
                    .run(data -> settle(data, settings, environment, report));
            if (settings.stores().sealed() && settings.stores().keys() instanceof SecretSource.Stored(Path file)) {
                Files.copy(file, goal.into().resolve("store.keys"), StandardCopyOption.COPY_ATTRIBUTES);
            }
            return restored;
        }
    }

    /**
     * Makes a cut log count. It changes only the restored folder: an operator's own database may be that of the running
     * exchange.
     */
    private static void settle(Path data, Settings settings, Map<String, String> environment, Consumer<String> report)
            throws IOException {
        if (!(settings.database() instanceof DatabaseChoice.Embedded)) {
            NodeRepair.acceptOlderLog(data, report);
            report.accept("restore: when the database of that time is back, before the first start: ./flowex doctor "
                    + data + " --accept-older-log");
            return;
        }
        Map<String, String> alone = new TreeMap<>(environment);
        alone.putAll(Map.of("FLOWEX_AUDIT_DIR", "", "FLOWEX_BACKUP_TO", ""));
        if (Doctor.run(List.of(data.toString(), DataDirectoryCheck.ACCEPT_OLDER_LOG), alone) != 0) {
            throw new IOException("the shorter log could not be made to count in " + data);
        }
    }
}
