package com.flowex.app.cli;

import com.flowex.app.backup.BackupStore;
import com.flowex.app.backup.RestoreRun;
import com.flowex.app.backup.RestoreRun.Restored;
import com.flowex.app.settings.LauncherSettings;
import com.flowex.cluster.repair.LogTruncation.Target;
import com.flowex.cluster.repair.LogVerifier;
import com.flowex.cluster.repair.NodeRepair;
import com.flowex.cluster.stop.NodeRefusedException;
import com.flowex.platform.Settings;
import com.flowex.platform.database.server.DatabaseChoice;
import com.flowex.platform.settings.SecretSource;
import com.flowex.platform.settings.SettingsSources;
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
import java.util.function.Consumer;

/**
 * {@code ./flowex restore --into DIR [--from URL] [--at TIME|SEQUENCE] [--nodes 3|5]}: restores a backup into a new
 * data directory, and verifies it. The log is replayed and compared, and every asset sums to zero. With {@code --nodes}
 * the result is the folder of a cluster, in which each node has the same log.
 *
 * <p>Exits with 0 if the verification succeeds, 1 if it does not or nothing could be restored, 2 on misuse.
 */
public final class Restore {

    private static final int REFUSED = 1;
    private static final int MISUSED = 2;
    private static final long NANOS_PER_MILLI = 1_000_000;

    private static final String USAGE =
            "usage: ./flowex restore --into DIR [--from URL] [--at SEQUENCE|TIME] [--nodes 3|5] [--dir CLUSTER],"
                    + " TIME as in 2026-01-31T12:00:00Z; URL is FLOWEX_BACKUP_TO unless it is given;"
                    + " with --nodes ./flowex cluster start --dir DIR starts it; the key is that of CLUSTER, if it is named";

    private Restore() {}

    public static void main(String[] args) {
        System.exit(run(List.of(args), System.getenv()));
    }

    /**
     * Runs the command.
     *
     * @return the exit code
     */
    public static int run(List<String> args, Map<String, String> environment) {
        Map<String, String> options = new TreeMap<>();
        for (int i = 0; i + 1 < args.size(); i += 2) {
            options.put(args.get(i), args.get(i + 1));
        }
        boolean isKnown = List.of("--into", "--from", "--at", "--nodes", ClusterFolder.OPTION)
                .containsAll(options.keySet());
        boolean isCounted = List.of("1", "3", "5").contains(options.getOrDefault("--nodes", "1"));
        if (args.size() % 2 != 0 || !isKnown || !isCounted || !options.containsKey("--into")) {
            System.err.println(USAGE);
            return MISUSED;
        }
        try {
            return run(options, ClusterFolder.read(args, environment).environment());
        } catch (LauncherSettings.ConfigurationException wrong) {
            wrong.lines().forEach(System.err::println);
            return MISUSED;
        } catch (StartupException refused) {
            refused.lines().forEach(System.err::println);
        } catch (NodeRefusedException | IllegalArgumentException e) {
            System.err.println(e.getMessage());
        } catch (IOException e) {
            System.err.println("what was restored is not whole, throw it away: " + e.getMessage());
        }
        return REFUSED;
    }

    private static int run(Map<String, String> options, Map<String, String> environment) throws IOException {
        LauncherSettings settings = LauncherSettings.of(SettingsSources.withFile(environment));
        String url = Backup.url(
                settings.backup(),
                "--from",
                Optional.ofNullable(options.get("--from")).map(List::of).orElse(List.of()));
        Path into = Path.of(options.getOrDefault("--into", "")).toAbsolutePath().normalize();
        int nodes = Integer.parseInt(options.getOrDefault("--nodes", "1"));
        if (nodes > 1 && Files.exists(into)) {
            throw new StartupException(into + " is there already: a backup is restored into a new folder");
        }
        if (nodes > 1
                && options.containsKey("--at")
                && !(settings.base().database() instanceof DatabaseChoice.Embedded)) {
            throw new StartupException(
                    "with FLOWEX_DATABASE_URL a log that is cut (--at) has to be settled with its database in one process"
                            + " before nodes are made of it: restore without --nodes");
        }
        ClusterFolder cluster = new ClusterFolder(into);
        Path data = nodes > 1 ? cluster.services() : into;
        Restored restored = restore(
                settings.base(),
                url,
                data,
                Optional.ofNullable(options.get("--at")).map(RestoreRun::target),
                environment,
                System.out::println);
        if (!holds(restored, data)) {
            return REFUSED;
        }
        if (nodes > 1) {
            cluster.divide(nodes);
        }
        System.out.println(
                nodes > 1
                        ? "restore: " + nodes
                                + " nodes have that log, each in its folder; start them with ./flowex cluster start --nodes "
                                + nodes + " --dir " + into + " when no node of before runs any more"
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
            Settings settings,
            String url,
            Path into,
            Optional<Target> at,
            Map<String, String> environment,
            Consumer<String> tell)
            throws IOException {
        if (settings.stores().makesKey()) {
            throw new StartupException(
                    "there is no key to open a backup with: FLOWEX_STORE_KEYS, or the file store.keys in "
                            + settings.dataDirectory());
        }
        try (ObjectStore store = settings.stores().open(url)) {
            Restored restored = new RestoreRun(new BackupStore(store), into, at, tell)
                    .run(data -> settle(data, settings, environment, tell));
            if (settings.stores().sealed() && settings.stores().keys() instanceof SecretSource.Kept(Path file)) {
                Files.copy(file, into.resolve("store.keys"), StandardCopyOption.COPY_ATTRIBUTES);
            }
            return restored;
        }
    }

    /**
     * Makes a cut log count. It changes only the restored folder: an operator's own database may be that of the running
     * exchange.
     */
    private static void settle(Path data, Settings settings, Map<String, String> environment, Consumer<String> tell)
            throws IOException {
        if (!(settings.database() instanceof DatabaseChoice.Embedded)) {
            NodeRepair.acceptOlderLog(data, tell);
            tell.accept("restore: when the database of that time is back, before the first start: ./flowex doctor "
                    + data + " --accept-older-log");
            return;
        }
        Map<String, String> alone = new TreeMap<>(environment);
        alone.putAll(Map.of("FLOWEX_AUDIT_DIR", "", "FLOWEX_BACKUP_TO", ""));
        if (Doctor.run(List.of(data.toString(), Doctor.ACCEPT_OLDER_LOG), alone) != 0) {
            throw new IOException("the shorter log could not be made to count in " + data);
        }
    }
}
