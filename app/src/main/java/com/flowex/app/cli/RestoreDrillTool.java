package com.flowex.app.cli;

import com.flowex.app.backup.BackupSettings;
import com.flowex.app.backup.BackupStore;
import com.flowex.app.backup.DrillRecord;
import com.flowex.app.backup.RestoreRun.Goal;
import com.flowex.app.backup.RestoreRun.Restored;
import com.flowex.app.cli.command.CallerPath;
import com.flowex.app.cli.command.CommandContext;
import com.flowex.app.cli.folder.DrillFolder;
import com.flowex.app.node.ClusterLogSource;
import com.flowex.app.process.DetachedProcess;
import com.flowex.app.settings.LauncherSettings;
import com.flowex.platform.database.server.DatabaseChoice;
import com.flowex.platform.settings.StartupException;
import com.flowex.platform.storage.ObjectStore;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/**
 * {@code ./flowex drill [--from URL] [--dir CLUSTER] [--json] [--every INTERVAL]}: restores the newest backup into a
 * temporary folder, starts it beside the running exchange, checks it and stops it. With a database of the operator the
 * backup has the log alone: it is restored and verified, and not started. It reports how much would have been lost (RPO)
 * and how long it took (RTO), and leaves the time in the store.
 *
 * <p>Exits with 0 if it started and holds, 1 if not, 2 on misuse. With {@code --every} it ends by a signal alone.
 */
@Command
public final class RestoreDrillTool implements Callable<Integer> {

    private static final Duration START_MAX = Duration.ofMinutes(10);
    private static final Duration STOP_MAX = Duration.ofMinutes(2);
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(30);
    private static final long STEP_NANOS = 100_000_000;

    /** Interval after a drill that failed, at most the one that is configured. */
    private static final Duration RETRY = Duration.ofMinutes(10);

    private static final int OK = 200;
    private static final Pattern OLDER_USERS = Pattern.compile("FLOWEX_ACCEPT_OLDER_IDENTITY=([0-9]+)");

    /** Settings that keep the drill away from everything outside its folder. */
    private static final Map<String, String> ALONE = Map.ofEntries(
            Map.entry("FLOWEX_PORT", "0"),
            Map.entry("FLOWEX_SERVICE_PORTS", "off"),
            Map.entry("FLOWEX_SERVICES", "all"),
            Map.entry("FLOWEX_CLUSTER_MEMBERS", ""),
            Map.entry("FLOWEX_HOST", "127.0.0.1"),
            Map.entry("FLOWEX_REDIS_URL", ""),
            Map.entry("FLOWEX_AUDIT_DIR", ""),
            Map.entry("FLOWEX_BACKUP_TO", ""),
            Map.entry("FLOWEX_BITCOIN_URL", ""),
            Map.entry("FLOWEX_ETHEREUM_URL", ""),
            Map.entry("FLOWEX_SIGNER_URL", ""),
            Map.entry("FLOWEX_SMTP_HOST", ""),
            Map.entry("FLOWEX_EMAIL_VERIFICATION", "off"),
            Map.entry("FLOWEX_DEMO_MARKET", "off"));

    /**
     * Result of a drill.
     *
     * @param rpoMillis age up to which data would have been lost; 0 if none would
     * @param rtoMillis time from the beginning until it was ready
     * @param isStarted false if the database is the operator's, so that the log alone was verified
     * @param usersAsOf time of the whole backup, if the log has accounts of users who registered after it; empty
     *     otherwise
     */
    private record Report(
            String backup,
            long sequence,
            String digest,
            long rpoMillis,
            long rtoMillis,
            boolean isStarted,
            String usersAsOf) {

        String line() {
            return String.format(
                    Locale.ROOT,
                    "drill: backup %s %s, event %d, digest %s: RPO %.1f s, RTO %.1f s%s",
                    backup,
                    isStarted ? "came up" : "has a whole log",
                    sequence,
                    digest,
                    rpoMillis / 1_000.0,
                    rtoMillis / 1_000.0,
                    note());
        }

        private String note() {
            if (!isStarted) {
                return "; the database is the operator's and was not restored";
            }
            return usersAsOf.isEmpty() ? "" : "; but users who registered after " + usersAsOf + " are missing";
        }

        String json() {
            return "{\"backup\":\"" + backup + "\",\"ready\":" + isStarted + ",\"sequence\":" + sequence
                    + ",\"digest\":\"" + digest
                    + "\",\"rpoMillis\":" + rpoMillis + ",\"rtoMillis\":" + rtoMillis + ",\"usersAsOf\":\"" + usersAsOf
                    + "\"}";
        }
    }

    private final CommandContext context;

    @Option(
            names = "--from",
            paramLabel = "URL",
            converter = CallerPath.OrUrl.class,
            description = "store: a folder, file:/folder or s3://bucket/prefix; FLOWEX_BACKUP_TO unless it is given")
    private Optional<String> from = Optional.empty();

    @Option(
            names = "--dir",
            paramLabel = "CLUSTER",
            converter = CallerPath.class,
            description = "folder of ./flowex cluster start, for the exchange that runs from it")
    private Optional<Path> cluster = Optional.empty();

    @Option(names = "--json", description = "print the report as JSON")
    private boolean isJson;

    @Option(
            names = "--every",
            paramLabel = "INTERVAL",
            converter = Interval.class,
            description = "repeat it at that interval, as in 24h, until it is stopped")
    private Optional<Duration> every = Optional.empty();

    private static final class Interval implements ITypeConverter<Duration> {

        @Override
        public Duration convert(String text) {
            try {
                return BackupSettings.duration(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException("must be " + BackupSettings.RULE + ", was \"" + text + "\"");
            }
        }
    }

    RestoreDrillTool(CommandContext context) {
        this.context = context;
    }

    /**
     * Runs the command.
     *
     * @return the exit code
     */
    public static int run(List<String> args, Map<String, String> environment) {
        return FlowexCommand.run("drill", args, new CommandContext(environment, System.out, System.err));
    }

    @Override
    public Integer call() throws IOException {
        LauncherSettings settings = Backup.settings(context, cluster);
        String url = Backup.url(settings.backup(), "--from", from);
        if (every.isEmpty()) {
            drill(settings, url);
            return 0;
        }
        Duration interval = every.get();
        Duration retry = interval.compareTo(RETRY) < 0 ? interval : RETRY;
        // Nothing counts it down: a stop ends the process.
        CountDownLatch stopped = new CountDownLatch(1);
        try {
            Duration wait;
            do {
                wait = isDone(settings, url) ? interval : retry;
            } while (!stopped.await(wait.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return 0;
    }

    private boolean isDone(LauncherSettings settings, String url) {
        try {
            drill(settings, url);
            return true;
        } catch (IOException | StartupException e) {
            context.err().println("drill: " + e.getMessage());
            return false;
        }
    }

    private void drill(LauncherSettings settings, String url) throws IOException {
        try (DrillFolder folder = DrillFolder.create(Path.of(System.getProperty("java.io.tmpdir")))) {
            Report report = run(settings, url, folder.path());
            context.out().println(isJson ? report.json() : report.line());
        }
    }

    private Report run(LauncherSettings settings, String url, Path folder) throws IOException {
        long startedAt = System.nanoTime();
        Path data = folder.resolve("data");
        Restored restored = Restore.restore(
                settings.base(), url, new Goal(data, Optional.empty(), false), environment(), context.err()::println);
        if (!restored.proof().holds()) {
            throw new StartupException("the restored data is not consistent: "
                    + restored.proof().verdict().mismatches() + " mismatches "
                    + restored.proof().fault());
        }
        boolean isStarted = settings.base().database() instanceof DatabaseChoice.Embedded;
        boolean isWithoutUsers = isStarted && start(folder, data);
        long rto = (System.nanoTime() - startedAt) / 1_000_000;
        try (ObjectStore store = settings.base().stores().open(url)) {
            new BackupStore(store)
                    .put(new DrillRecord(
                            restored.whole().id(),
                            System.currentTimeMillis(),
                            restored.proof().verdict().events(),
                            rto));
        } catch (IOException e) {
            context.err().println("drill: its time could not be stored: " + e.getMessage());
        }
        return new Report(
                restored.whole().id(),
                restored.proof().verdict().events(),
                Long.toHexString(restored.proof().verdict().digest()),
                rpoMillis(settings, restored),
                rto,
                isStarted,
                isWithoutUsers
                        ? Instant.ofEpochMilli(restored.whole().takenMillis()).toString()
                        : "");
    }

    private Map<String, String> environment() {
        return Backup.environment(context, cluster);
    }

    /**
     * Returns 0 if the running exchange has no later event; otherwise, also if it cannot be asked, the age of the
     * newest contents.
     */
    private static long rpoMillis(LauncherSettings settings, Restored restored) throws IOException {
        boolean isSame = sequence(settings) <= restored.proof().verdict().events();
        return isSame ? 0 : Math.max(0, restored.listedMillis() - restored.takenMillis());
    }

    private static long sequence(LauncherSettings settings) throws IOException {
        boolean isThere = settings.node().isRemote()
                || Files.isDirectory(settings.base().dataDirectory().resolve("node/events"));
        if (!isThere) {
            return Long.MAX_VALUE;
        }
        try {
            return ClusterLogSource.exchange(settings).log().sequence();
        } catch (IOException unanswered) {
            if (settings.node().isRemote()) {
                return Long.MAX_VALUE;
            }
            throw unanswered;
        }
    }

    /**
     * Starts and checks the restored exchange.
     *
     * @return true if users are missing, which the start accepted only by a setting
     */
    private boolean start(Path folder, Path data) throws IOException {
        Map<String, String> alone = new TreeMap<>(environment());
        alone.remove("REDIS_URL");
        alone.putAll(ALONE);
        alone.put("FLOWEX_DATA_DIR", data.toString());
        try {
            come(new DetachedProcess(folder, "drill", alone));
            return false;
        } catch (StartupException refused) {
            Matcher figure = OLDER_USERS.matcher(String.valueOf(refused.getMessage()));
            if (!figure.find()) {
                throw refused;
            }
            alone.put("FLOWEX_ACCEPT_OLDER_IDENTITY", figure.group(1));
            come(new DetachedProcess(folder, "drill-again", alone));
            return true;
        }
    }

    private static void come(DetachedProcess process) throws IOException {
        try {
            process.launchIfGone();
            await(process, true, START_MAX);
            request(process.address());
        } finally {
            process.requestStop();
            await(process, false, STOP_MAX);
        }
    }

    private static void await(DetachedProcess process, boolean isStarting, Duration longest) throws IOException {
        long deadline = System.nanoTime() + longest.toNanos();
        while (isStarting ? !process.isReady() : process.isAlive()) {
            if (isStarting && !process.isAlive()) {
                throw new StartupException("the restored exchange does not start: "
                        + Files.readString(process.log()).strip());
            }
            if (System.nanoTime() - deadline > 0) {
                throw new StartupException("the restored exchange does not " + (isStarting ? "start" : "stop")
                        + " within " + longest.toMinutes() + " minutes");
            }
            LockSupport.parkNanos(STEP_NANOS);
        }
    }

    private static void request(String address) throws IOException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> ready = client.send(
                    HttpRequest.newBuilder(URI.create(address + "/ready"))
                            .timeout(REQUEST_TIMEOUT)
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            if (ready.statusCode() != OK) {
                throw new StartupException("the restored exchange is not ready: " + ready.body());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("stopped", e);
        }
    }
}
