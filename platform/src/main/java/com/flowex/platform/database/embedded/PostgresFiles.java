package com.flowex.platform.database.embedded;

import com.flowex.platform.settings.PrivateFile;
import com.flowex.platform.settings.StartupException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * The embedded server's folder: the programs, the cluster, the owner's password (0600), the marker of layout and
 * version, and the server's own log.
 */
public final class PostgresFiles {

    /** The login that owns everything in the embedded server. */
    public static final String OWNER = "flowex";

    private static final String MARKER = "flowex-postgres 1, PostgreSQL " + PostgresBinaries.MAJOR;
    private static final int LAST_WORDS_BYTES = 2_000;
    private static final long LOG_BYTES_MAX = 10L << 20;

    /**
     * Rounds of hashing make a weak password costly to guess. All passwords of this server are 256 random bits, which
     * no number of guesses finds; 4,096 rounds for each connection took two seconds of a core at each start.
     */
    static final String FEWEST_ROUNDS = "scram_iterations=1";

    private final Path directory;
    private final Path home;
    private final PostgresUser user;
    private final String password;

    private PostgresFiles(Path directory, Path home, PostgresUser user, String password) {
        this.directory = directory;
        this.home = home;
        this.user = user;
        this.password = password;
    }

    /** Choice of the system user that runs the programs on a cluster. */
    @FunctionalInterface
    public interface UserChoice {
        PostgresUser of(Path cluster) throws IOException;
    }

    /** Opens the folder, or creates it: programs unpacked, cluster initialized, all of it on disk before it counts. */
    public static PostgresFiles open(Path directory, UserChoice users) throws IOException, InterruptedException {
        Files.createDirectories(directory);
        Path cluster = directory.resolve("cluster");
        checkMarker(directory, cluster);
        Path home = PostgresBinaries.unpacked(directory);
        String password = PrivateFile.readOrCreate(directory.resolve("password"), PostgresFiles::randomPassword);
        PostgresFiles files = new PostgresFiles(directory, home, users.of(cluster), password);
        if (!Files.exists(cluster)) {
            files.initialise(cluster);
        }
        Files.writeString(directory.resolve("version"), MARKER + "\n");
        files.prepareLog();
        return files;
    }

    private static void checkMarker(Path directory, Path cluster) throws IOException {
        Path marker = directory.resolve("version");
        if (Files.exists(marker)) {
            String found = Files.readString(marker).strip();
            if (!found.equals(MARKER)) {
                throw new StartupException(directory + " is of another version (\"" + found + "\", this FlowEx wants \""
                        + MARKER + "\"): start the FlowEx that made it, or another FLOWEX_DATA_DIR");
            }
        }
        Path version = cluster.resolve("PG_VERSION");
        if (Files.exists(version) && !Files.readString(version).strip().equals(PostgresBinaries.MAJOR)) {
            throw new StartupException(cluster + " is of PostgreSQL "
                    + Files.readString(version).strip() + ", this FlowEx brings " + PostgresBinaries.MAJOR);
        }
    }

    /**
     * Creates the cluster beside its place and moves it there when it is complete, so that a crash leaves no half one.
     */
    private void initialise(Path cluster) throws IOException, InterruptedException {
        Path half = directory.resolve("cluster.new");
        PostgresBinaries.delete(half);
        Files.createDirectory(half);
        Files.setPosixFilePermissions(half, PostgresUser.OWN);
        user.give(half);
        Path secret = Files.createTempFile(directory, "initdb", ".password");
        try {
            Files.writeString(secret, password);
            user.give(secret);
            run(List.of(
                    program("initdb"),
                    "--pgdata=" + half,
                    "--username=" + OWNER,
                    "--pwfile=" + secret,
                    "--auth=scram-sha-256",
                    "--set=" + FEWEST_ROUNDS,
                    "--encoding=UTF8",
                    "--locale-provider=builtin",
                    "--locale=C.UTF-8",
                    "--lc-messages=C"));
        } finally {
            Files.deleteIfExists(secret);
        }
        Files.move(half, cluster, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Runs one of the server's programs and waits for its end. */
    public void run(List<String> program) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(user.command(program))
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(Path.of(program.getFirst()).getFileName() + " failed: "
                    + text.strip().replace('\n', ' '));
        }
    }

    private void prepareLog() throws IOException {
        Path log = log();
        if (Files.exists(log) && Files.size(log) > LOG_BYTES_MAX) {
            Files.move(log, directory.resolve("server.log.1"), StandardCopyOption.REPLACE_EXISTING);
        }
        if (!Files.exists(log)) {
            Files.writeString(log, "", StandardOpenOption.CREATE);
        }
    }

    /**
     * Returns the server's last message about its end, one line for the operator.
     *
     * @param fromBytes length of the server's log when it was started: older messages are of another start
     */
    String lastWords(long fromBytes) throws IOException {
        try (RandomAccessFile log = new RandomAccessFile(log().toFile(), "r")) {
            log.seek(Math.max(fromBytes, log.length() - LAST_WORDS_BYTES));
            byte[] end = new byte[LAST_WORDS_BYTES];
            int length = Math.max(0, log.read(end));
            return new String(end, 0, length, StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.contains("FATAL:") || line.contains("PANIC:"))
                    .reduce((_, last) -> last)
                    .map(line -> line.substring(Math.max(line.indexOf("FATAL:"), line.indexOf("PANIC:"))))
                    .orElse("see " + log());
        }
    }

    /** Returns the process id and state in postmaster.pid, if the file exists. */
    Optional<PidFile> pidFile() throws IOException {
        return PidFile.of(cluster().resolve("postmaster.pid"));
    }

    /** @param ready true if the server accepts connections */
    record PidFile(long pid, boolean ready) {

        /** Returns what a file says; empty if it does not exist, also if a server that starts removes it at this moment. */
        static Optional<PidFile> of(Path file) throws IOException {
            List<String> lines;
            try {
                lines = Files.readAllLines(file);
            } catch (NoSuchFileException none) {
                return Optional.empty();
            }
            if (lines.isEmpty() || lines.getFirst().isBlank()) {
                return Optional.empty();
            }
            boolean ready = lines.size() >= 8 && lines.get(7).strip().equals("ready");
            return Optional.of(new PidFile(Long.parseLong(lines.getFirst().strip()), ready));
        }
    }

    public String program(String name) {
        return home.resolve("bin").resolve(name).toString();
    }

    public Path directory() {
        return directory;
    }

    public Path cluster() {
        return directory.resolve("cluster");
    }

    Path log() {
        return directory.resolve("server.log");
    }

    PostgresUser user() {
        return user;
    }

    public String password() {
        return password;
    }

    private static String randomPassword() {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
