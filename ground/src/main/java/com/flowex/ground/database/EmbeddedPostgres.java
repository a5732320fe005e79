package com.flowex.ground.database;

import com.flowex.ground.health.Health;
import com.flowex.ground.settings.StartupException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The PostgreSQL that FlowEx brings, made durable: fsync on, commits synchronous, passwords by SCRAM, loopback only.
 *
 * <p>One process owns a directory at a time. A server left over from a killed FlowEx is stopped first; a server that
 * dies under a living FlowEx is started again on the same port, and until then {@link #state} says so.
 *
 * @see <a href="../../../../../../../../docs/adr/0010-make-the-embedded-postgresql-durable.md">ADR 0010</a>
 */
public final class EmbeddedPostgres implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);
    private static final Duration PAUSE_MIN = Duration.ofMillis(20);
    private static final Duration PAUSE_MAX = Duration.ofSeconds(5);

    /** Of postmaster.pid, from 0. */
    private static final int PORT_LINE = 3;

    private final PostgresFiles files;
    private final FileChannel lock;
    private final int port;
    private final Postmaster postmaster;
    private final Thread supervisor;
    private volatile Process process;
    private volatile Health.State state = Health.UP;
    private final CountDownLatch closing = new CountDownLatch(1);

    private EmbeddedPostgres(PostgresFiles files, FileChannel lock, int port) throws IOException, InterruptedException {
        this.files = files;
        this.lock = lock;
        this.port = port;
        this.postmaster = new Postmaster(files, port);
        this.process = postmaster.start();
        this.supervisor =
                Thread.ofPlatform().daemon().name("postgres-supervisor").unstarted(this::supervise);
    }

    /**
     * Starts the server on the files in {@code directory}, which is made if it is not there.
     *
     * @throws StartupException if the directory is in use, of another version, or the server does not start
     */
    public static EmbeddedPostgres start(Path directory) {
        return start(directory, PostgresUser::of);
    }

    static EmbeddedPostgres start(Path directory, PostgresFiles.UserChoice users) {
        FileChannel lock = lock(directory);
        try {
            PostgresFiles files = PostgresFiles.open(directory, users);
            Postmaster.stopLeftOver(files);
            EmbeddedPostgres server = new EmbeddedPostgres(files, lock, freePort());
            server.supervisor.start();
            return server;
        } catch (IOException e) {
            close(lock);
            throw new StartupException(
                    "the embedded PostgreSQL in " + directory + " cannot start: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            close(lock);
            Thread.currentThread().interrupt();
            throw new StartupException("interrupted while the embedded PostgreSQL started", e);
        } catch (StartupException e) {
            close(lock);
            throw e;
        }
    }

    /** How to reach a server that another process has started on this folder; empty if none answers. */
    static Optional<DatabaseChoice.Server> running(Path directory, String databaseName) {
        try {
            List<String> lines = Files.readAllLines(directory.resolve("cluster").resolve("postmaster.pid"));
            int port = Integer.parseInt(lines.get(PORT_LINE).strip());
            try (Socket probe = new Socket()) {
                probe.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
            }
            String password = Files.readString(directory.resolve("password")).strip();
            String url = "jdbc:postgresql://127.0.0.1:" + port + "/" + databaseName;
            return Optional.of(new DatabaseChoice.Server(url, PostgresFiles.OWNER, password));
        } catch (IOException | NumberFormatException | IndexOutOfBoundsException none) {
            return Optional.empty();
        }
    }

    /** JDBC address of one of its databases, without credentials. */
    public String url(String databaseName) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + databaseName;
    }

    /** The login that owns everything. */
    public String user() {
        return PostgresFiles.OWNER;
    }

    public String password() {
        return files.password();
    }

    /** Process id of the running server. */
    public long pid() {
        return process.pid();
    }

    public Health.State state() {
        return state;
    }

    /** Stops the server in order: connections ended, checkpoint written. */
    @Override
    public void close() {
        closing.countDown();
        try {
            Postmaster.stop(files);
            process.waitFor();
            supervisor.join();
        } catch (IOException e) {
            LOG.warn(
                    "the embedded PostgreSQL did not stop in order and will recover at its next start: {}",
                    e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            close(lock);
        }
    }

    private void supervise() {
        try {
            while (true) {
                int exit = process.waitFor();
                if (closing.getCount() == 0) {
                    return;
                }
                state = new Health.State.Down(
                        "the embedded PostgreSQL died (exit " + exit + ") and is being started again");
                LOG.error(
                        "the embedded PostgreSQL died (exit {}): starting it again; {}", exit, postmaster.lastWords());
                restart();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            LOG.error("the embedded PostgreSQL is not watched any more: {}", e.getMessage());
        }
    }

    private void restart() throws InterruptedException {
        Duration pause = PAUSE_MIN;
        while (!closing.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
            try {
                process = postmaster.start();
                state = Health.UP;
                LOG.info("the embedded PostgreSQL is back");
                return;
            } catch (IOException | StartupException e) {
                state = new Health.State.Down(String.valueOf(e.getMessage()));
                pause = pause.multipliedBy(2).compareTo(PAUSE_MAX) > 0 ? PAUSE_MAX : pause.multipliedBy(2);
                LOG.error("{}; trying again in {} ms", e.getMessage(), pause.toMillis());
            }
        }
    }

    private static FileChannel lock(Path directory) {
        try {
            Files.createDirectories(directory);
            FileChannel channel =
                    FileChannel.open(directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (locked(channel)) {
                return channel;
            }
            channel.close();
        } catch (IOException e) {
            throw new StartupException("cannot use " + directory + ": " + e, e);
        }
        throw new StartupException(
                directory + " is in use by another FlowEx: stop it, or choose another FLOWEX_DATA_DIR");
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException inThisProcess) {
            return false;
        }
    }

    private static void close(FileChannel lock) {
        try {
            lock.close();
        } catch (IOException e) {
            LOG.warn("the lock file was not closed: {}", e.getMessage());
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
