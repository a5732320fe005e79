package com.flowex.platform.database.embedded;

import com.flowex.platform.database.server.DatabaseChoice;
import com.flowex.platform.health.Health;
import com.flowex.platform.jobs.Worker;
import com.flowex.platform.jobs.Workers;
import com.flowex.platform.settings.StartupException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The PostgreSQL server that comes with FlowEx, set up for durability: fsync on, synchronous commits, passwords by
 * SCRAM, loopback only.
 *
 * <p>One process owns a directory at a time. A server left over from a killed FlowEx is stopped first. A server that
 * dies under a living FlowEx is started again on the same port, and until then {@link #state} says so.
 *
 * @see <a href="../../../../../../../../docs/adr/0010-make-the-embedded-postgresql-durable.md">ADR 0010</a>
 */
public final class EmbeddedPostgres implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);
    private static final Duration GLANCE_EVERY = Duration.ofSeconds(1);
    private static final Duration LOCK_POLL = Duration.ofMillis(100);

    /** End of the description of a lock's holder that ends by itself. */
    private static final String OF_COMMAND = ", which ends by itself";

    private static final Duration CUT_MAX = Duration.ofSeconds(10);

    /** Line of postmaster.pid with the port, from 0. */
    private static final int PORT_LINE = 3;

    private final PostgresFiles files;
    private final FileChannel lock;
    private final int port;
    private final Postmaster postmaster;
    private final Worker supervisor;
    private volatile Process process;
    private volatile Health.State state = Health.UP;

    private EmbeddedPostgres(PostgresFiles files, FileChannel lock, int port, Workers workers)
            throws IOException, InterruptedException {
        this.files = files;
        this.lock = lock;
        this.port = port;
        this.postmaster = new Postmaster(files, port);
        this.process = postmaster.start();
        this.supervisor = workers.always("postgres-supervisor", this::supervise);
    }

    /**
     * Starts the server on the files in {@code directory}, which is created if it does not exist.
     *
     * @throws StartupException if the directory is in use, of another version, or the server does not start
     */
    public static EmbeddedPostgres start(Path directory) {
        return start(directory, PostgresUser::of, new Workers(new Health(), new SimpleMeterRegistry()));
    }

    /**
     * Starts the server for a command that reads or changes a stopped exchange's data and ends by itself. The start of
     * an exchange waits for that command instead of refusing its directory.
     */
    public static EmbeddedPostgres startForCommand(Path directory) {
        return start(
                directory, PostgresUser::of, new Workers(new Health(), new SimpleMeterRegistry()), self() + OF_COMMAND);
    }

    /** @param workers factory of the supervisor, which reports its health there */
    public static EmbeddedPostgres start(Path directory, Workers workers) {
        return start(directory, PostgresUser::of, workers);
    }

    static EmbeddedPostgres start(Path directory, PostgresFiles.UserChoice users, Workers workers) {
        return start(directory, users, workers, self());
    }

    private static EmbeddedPostgres start(
            Path directory, PostgresFiles.UserChoice users, Workers workers, String holder) {
        FileChannel lock = lock(directory, holder);
        try {
            PostgresFiles files = PostgresFiles.open(directory, users);
            Postmaster.stopLeftOver(files);
            EmbeddedPostgres server = new EmbeddedPostgres(files, lock, freePort(), workers);
            server.supervisor.start();
            return server;
        } catch (ClosedByInterruptException e) {
            close(lock);
            throw new StartupException("interrupted while the embedded PostgreSQL started", e);
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

    /** Returns the address of a server that another process has started on this folder; empty if none answers. */
    public static Optional<DatabaseChoice.Server> running(Path directory, String databaseName) {
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

    /** Returns the JDBC address of one of its databases, without credentials. */
    public String url(String databaseName) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + databaseName;
    }

    /** Returns the login that owns everything. */
    public String user() {
        return PostgresFiles.OWNER;
    }

    public String password() {
        return files.password();
    }

    /** Returns the process id of the running server. */
    public long pid() {
        return process.pid();
    }

    public Health.State state() {
        return state;
    }

    /** Stops the server cleanly: ends connections and writes a checkpoint. */
    @Override
    public void close() {
        supervisor.cut(CUT_MAX);
        try {
            Postmaster.stop(files);
            process.waitFor();
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

    /** Starts the server again if it has died; the worker repeats a failed start. */
    private void supervise() throws IOException, InterruptedException {
        if (!process.waitFor(GLANCE_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
            return;
        }
        int exit = process.exitValue();
        if (state.equals(Health.UP)) {
            state = new Health.State.Away(
                    "the embedded PostgreSQL died (exit " + exit + ") and is being started again");
            LOG.error("the embedded PostgreSQL died (exit {}): starting it again; {}", exit, postmaster.lastWords());
        }
        try {
            process = postmaster.start();
        } catch (IOException | StartupException e) {
            state = new Health.State.Away(String.valueOf(e.getMessage()));
            throw e;
        }
        state = Health.UP;
        LOG.info("the embedded PostgreSQL is back");
    }

    private static FileChannel lock(Path directory, String holder) {
        try {
            Files.createDirectories(directory);
            Path file = directory.resolve("lock");
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (locked(channel) || awaitCommand(channel, file)) {
                channel.truncate(0);
                channel.write(ByteBuffer.wrap(holder.getBytes(StandardCharsets.UTF_8)));
                return channel;
            }
            channel.close();
            throw new StartupException(directory + " is in use by another process of FlowEx" + Files.readString(file)
                    + ": stop it or wait for its end, or choose another FLOWEX_DATA_DIR");
        } catch (ClosedByInterruptException e) {
            throw new StartupException("interrupted while it waited for " + directory, e);
        } catch (IOException e) {
            throw new StartupException("cannot use " + directory + ": " + e, e);
        }
    }

    /**
     * Waits for the end of a command that has the folder.
     *
     * @return true if the lock was taken; false if its holder is no command that ends by itself
     */
    private static boolean awaitCommand(FileChannel channel, Path file) throws IOException {
        String message = "";
        while (true) {
            String holder = Files.readString(file);
            // The file is empty for a moment while its holder changes.
            if (!holder.isEmpty() && !holder.endsWith(OF_COMMAND)) {
                return false;
            }
            if (!holder.equals(message)) {
                LOG.warn("{} is in use by a command{}: waiting for its end", file.getParent(), holder);
                message = holder;
            }
            LockSupport.parkNanos(LOCK_POLL.toNanos());
            if (Thread.interrupted()) {
                Thread.currentThread().interrupt();
                throw new ClosedByInterruptException();
            }
            if (locked(channel)) {
                return true;
            }
        }
    }

    /** Describes this process to another one that finds the folder in use: its id and its command. */
    private static String self() {
        String[] command = System.getProperty("sun.java.command", "").split(" ", 2);
        return ", " + ProcessHandle.current().pid() + " (" + Path.of(command[0]).getFileName() + ")";
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
