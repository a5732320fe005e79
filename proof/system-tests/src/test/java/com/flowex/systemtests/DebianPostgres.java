package com.flowex.systemtests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.flowex.platform.testing.Await;
import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** PostgreSQL server of Debian, as an operator has it: {@code pg_dump} and {@code pg_restore} are of its package. */
final class DebianPostgres implements AutoCloseable {

    private static final Path VERSIONS = Path.of("/usr/lib/postgresql");
    private static final String USER = "flowex";
    private static final String PASSWORD = "of-the-operator";

    private final Process process;
    private final int port;

    private DebianPostgres(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Leaves the test out where the package is missing. */
    static void assume() throws IOException {
        assumeTrue(programs().isPresent(), "no PostgreSQL of Debian here: install package postgresql");
    }

    /** Makes a server in a folder that does not exist, and waits until it takes connections. */
    static DebianPostgres start(Path folder) throws IOException, InterruptedException {
        Path programs = programs().orElseThrow();
        Path data = Files.createDirectories(folder).resolve("data");
        Path password = Files.writeString(folder.resolve("password"), PASSWORD);
        File output = folder.resolve("server.log").toFile();
        Process made = process(
                output,
                programs.resolve("initdb").toString(),
                "--pgdata=" + data,
                "--username=" + USER,
                "--pwfile=" + password,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C.UTF-8");
        assertEquals(0, made.waitFor(), () -> text(output));
        int port = FreePorts.of(1);
        Process server = process(
                output,
                programs.resolve("postgres").toString(),
                "-D",
                data.toString(),
                "-p",
                Integer.toString(port),
                "-c",
                "listen_addresses=127.0.0.1",
                "-c",
                "unix_socket_directories=");
        DebianPostgres started = new DebianPostgres(server, port);
        Await.until(() -> text(output).contains("ready to accept connections") || !server.isAlive());
        assertTrue(server.isAlive(), () -> text(output));
        return started;
    }

    /** Returns the programs of the newest version; empty if the package is missing. */
    private static Optional<Path> programs() throws IOException {
        if (!Files.isDirectory(VERSIONS)) {
            return Optional.empty();
        }
        try (DirectoryStream<Path> versions = Files.newDirectoryStream(VERSIONS)) {
            return StreamSupport.stream(versions.spliterator(), false)
                    .filter(each -> Files.isExecutable(each.resolve("bin/postgres")))
                    .max(Comparator.comparing(
                            each -> Integer.parseInt(each.getFileName().toString())))
                    .map(each -> each.resolve("bin"));
        }
    }

    /** The programs refuse to run as root; in a user namespace root is an ordinary user. */
    private static Process process(File output, String... program) throws IOException {
        boolean isRoot = "root".equals(System.getProperty("user.name"));
        List<String> command = new ArrayList<>(isRoot ? List.of("unshare", "--user") : List.of());
        command.addAll(List.of(program));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output))
                .start();
    }

    private static String text(File output) {
        try {
            return Files.readString(output.toPath());
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** Returns the address with login, in the form of libpq. */
    String url() {
        return "postgresql://" + USER + ":" + PASSWORD + "@127.0.0.1:" + port + "/postgres";
    }

    /** Stops it; a server that has lost its clients ends in order. */
    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
