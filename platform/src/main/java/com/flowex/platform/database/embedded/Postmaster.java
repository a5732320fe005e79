package com.flowex.platform.database.embedded;

import com.flowex.platform.settings.StartupException;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Start and stop of the server's process. */
public final class Postmaster {

    private static final Duration START_MAX = Duration.ofSeconds(60);
    private static final long POLL_MILLIS = 10;
    private static final long RETRY_MILLIS = 100;

    private static final String NO_LOOPBACK =
            "; the loopback interface must have 127.0.0.1 (as root: ip address add 127.0.0.1/8 dev lo)";

    /**
     * Options on the command line, so that every start has this release's settings. Durability first: nothing here may
     * turn off fsync, full_page_writes or synchronous_commit.
     */
    private static final List<String> SETTINGS = List.of(
            "listen_addresses=127.0.0.1",
            "unix_socket_directories=",
            "fsync=on",
            "full_page_writes=on",
            "synchronous_commit=on",
            "password_encryption=scram-sha-256",
            PostgresFiles.FEWEST_ROUNDS,
            // 128 MB of shared pages and at most 100 backends keep the whole FlowEx below 1.5 GB.
            "shared_buffers=128MB",
            "max_connections=100",
            "work_mem=8MB",
            "maintenance_work_mem=64MB",
            "huge_pages=off",
            "io_method=sync",
            "max_worker_processes=4",
            "max_parallel_workers_per_gather=0",
            "jit=off",
            "max_wal_senders=4",
            "max_logical_replication_workers=0",
            "max_wal_size=1GB",
            // Bound on the log that a backup failing for long may retain; beyond it the backup begins with a whole copy
            // (WalBackup).
            "max_slot_wal_keep_size=4GB",
            "min_wal_size=128MB",
            "checkpoint_timeout=10min",
            "wal_compression=pglz",
            // Zeroing 16 MB every few seconds of load held up the fsyncs of the exchange's log on the same disk.
            "wal_init_zero=off",
            "autovacuum_naptime=20s",
            "bgwriter_lru_maxpages=200",
            "idle_in_transaction_session_timeout=60s",
            "TimeZone=UTC",
            "log_timezone=UTC",
            "log_checkpoints=off",
            "log_min_messages=warning",
            // The detail of an error names values of rows, which may be of people who are erased later.
            "log_error_verbosity=terse",
            "log_line_prefix=%m [%p] ");

    private final PostgresFiles files;
    private final int port;
    private volatile long logBytes;

    public Postmaster(PostgresFiles files, int port) {
        this.files = files;
        this.port = port;
    }

    /** Starts the server and returns when it takes connections. */
    public Process start() throws IOException, InterruptedException {
        long deadlineNanos = System.nanoTime() + START_MAX.toNanos();
        while (true) {
            logBytes = Files.size(files.log());
            Process process = launch();
            try {
                if (becomesReady(process, deadlineNanos)) {
                    return process;
                }
            } catch (IOException | InterruptedException e) {
                // Otherwise the process would be orphaned, and would have the files when the next one is started.
                process.destroyForcibly();
                throw e;
            }
            String words = lastWords();
            // Backends of a server that was killed take a moment to notice.
            boolean soon = words.contains("shared memory block") || words.contains("Address already in use");
            if (!soon || System.nanoTime() > deadlineNanos) {
                process.destroyForcibly();
                String remedy = words.contains("could not create any TCP/IP sockets") ? NO_LOOPBACK : "";
                throw new StartupException("the embedded PostgreSQL does not start: " + words + remedy);
            }
            process.waitFor(RETRY_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    /** Returns the last server's final message, in one line. */
    String lastWords() throws IOException {
        return files.lastWords(logBytes);
    }

    private Process launch() throws IOException {
        List<String> program = new ArrayList<>(List.of(
                // The server gets a session of its own: Ctrl-C in a terminal is for FlowEx, which then stops the server
                // cleanly.
                "setsid", files.program("postgres"), "-D", files.cluster().toString(), "-c", "port=" + port));
        for (String setting : SETTINGS) {
            program.add("-c");
            program.add(setting);
        }
        return new ProcessBuilder(files.user().command(program))
                .directory(files.directory().toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(files.log().toFile()))
                .start();
    }

    private boolean becomesReady(Process process, long deadlineNanos) throws IOException, InterruptedException {
        while (System.nanoTime() < deadlineNanos) {
            Optional<PostgresFiles.PidFile> pidFile = files.pidFile();
            if (pidFile.isPresent()
                    && pidFile.get().pid() == process.pid()
                    && pidFile.get().ready()) {
                return true;
            }
            if (process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                return false;
            }
        }
        return false;
    }

    /** Stops a server that a killed FlowEx left running on this cluster. */
    public static void stopLeftOver(PostgresFiles files) throws IOException, InterruptedException {
        Optional<PostgresFiles.PidFile> pidFile = files.pidFile();
        if (pidFile.isEmpty()) {
            return;
        }
        boolean ours = ProcessHandle.of(pidFile.get().pid())
                .map(ProcessHandle::info)
                .flatMap(ProcessHandle.Info::commandLine)
                .filter(line -> line.contains("postgres")
                        && line.contains(files.cluster().toString()))
                .isPresent();
        if (ours) {
            stop(files);
        } else {
            // The process id belongs to another process by now, or to none.
            Files.deleteIfExists(files.cluster().resolve("postmaster.pid"));
        }
    }

    /**
     * Ends open connections and writes a checkpoint; after 30 s it stops without a checkpoint, which costs a recovery.
     */
    public static void stop(PostgresFiles files) throws IOException, InterruptedException {
        try {
            files.run(stopCommand(files, "fast"));
        } catch (IOException tooSlow) {
            files.run(stopCommand(files, "immediate"));
        }
    }

    private static List<String> stopCommand(PostgresFiles files, String mode) {
        return List.of(
                files.program("pg_ctl"),
                "stop",
                "--pgdata=" + files.cluster(),
                "--mode=" + mode,
                "--wait",
                "--timeout=30",
                "--silent");
    }
}
