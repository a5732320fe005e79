package com.flowex.shipping;

import com.flowex.systemtests.StartCache;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * A copy of what people type at the root of the repository, with what was built, and with a Maven and an npm that only note what they are
 * asked for.
 *
 * @param root root of the copy
 * @param folder for everything else
 * @param port port of the exchange, with 79 more behind it for nodes; 0: any that is free
 */
record TypedAt(Path root, Path folder, int port) {

    static final TypedAt NOWHERE = new TypedAt(Path.of(""), Path.of(""), 0);

    private static final Duration COMMAND_MAX = Duration.ofMinutes(5);
    private static final String HERE = "localhost:8000";
    private static final String NODES = "./flowex cluster start";
    private static final int NODES_FROM = 10;
    private static final List<String> COPIED = List.of(
            "flowex",
            "package.json",
            "pom.xml",
            "values-prod.yaml",
            "build",
            "scripts",
            "deploy",
            "monitoring",
            "terraform",
            "charts",
            "web/package.json",
            "proof/system-tests/pom.xml");
    private static final List<String> BUILT = List.of("app", "proof/benchmarks", "proof/simulator");

    /** npm's own verbs run at the root; elsewhere it would fetch from a registry. */
    private static final String NPM = """
            #!/bin/sh
            if [ "$1" = run ] || [ "$1" = test ]; then exec "$REAL_NPM" "$@"; fi
            echo "npm $*" >>"$TYPED"
            case "$*" in *sbom*) echo '{}' ;; esac
            """;

    /** A request for the version is answered. */
    private static final String NOTE = """
            #!/bin/sh
            for each in "$@"; do
                if [ "$each" = -v ] && [ "${0##*/}" = mvn ]; then exec "$REAL_MVN" "$@"; fi
            done
            echo "${0##*/} $*" >>"$TYPED"
            """;

    /** Nothing is built by it, let alone sent. */
    private static final String FAILING = """
            #!/bin/sh
            exit 1
            """;

    /** Results of a command. */
    record Typed(int code, String output, String calls) {}

    static TypedAt copyIn(Path folder) throws IOException {
        TypedAt place = new TypedAt(folder.resolve("flowex"), folder, 0);
        for (String each : COPIED) {
            copy(Shipped.ROOT.resolve(each), place.root.resolve(each));
        }
        for (String module : BUILT) {
            Files.createDirectories(place.root.resolve(module));
            Files.createSymbolicLink(
                    place.root.resolve(module).resolve("target"),
                    Shipped.ROOT.resolve(module).resolve("target"));
        }
        Path tests = Files.createDirectories(place.root.resolve("proof/system-tests/src/test"));
        Files.createFile(tests.resolve("CommandsTest.java"));
        // An installation of the page's libraries that was interrupted: npm writes .package-lock.json last.
        Files.createDirectories(place.root.resolve("web/node_modules/react"));
        place.makeList();
        place.rehearseStart();
        place.compileOnce();
        place.program("npm", NPM);
        place.program("docker", FAILING);
        for (String each : List.of("mvn", "apt-get", "apt-cache")) {
            place.program(each, NOTE);
        }
        return place;
    }

    /** The same with a known port, and data where they are without a setting. */
    TypedAt at(int port) {
        return new TypedAt(root, folder, port);
    }

    /** Returns the output with the usual ports. */
    String asAtHome(String printed) {
        return printed.replace("localhost:" + port, HERE);
    }

    /** Takes away what leads out of it. */
    void unlink() {
        try {
            for (String module : BUILT) {
                Path link = root.resolve(module).resolve("target");
                if (Files.isSymbolicLink(link)) {
                    Files.delete(link);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As a start before has left it: what Java remembers, and which build it is of. */
    private void rehearseStart() throws IOException {
        Optional<Path> cache = StartCache.file();
        if (cache.isPresent()) {
            String build = "a build of the tests";
            Path target = root.resolve("target");
            Files.createSymbolicLink(target.resolve("launcher.aot"), cache.get());
            Files.writeString(target.resolve("java.built"), build);
            Files.writeString(target.resolve("aot.built"), build + " " + System.getProperty("java.home"));
        }
    }

    /**
     * A command runs for some seconds and an exchange for a minute, in which the second compiler does not pay for itself,
     * and thousands of small pages cost more than a few large ones.
     */
    private void compileOnce() throws IOException {
        Files.writeString(
                root.resolve("build/jvm.options"),
                "-XX:TieredStopAtLevel=1\n-XX:+UseTransparentHugePages\n",
                StandardOpenOption.APPEND);
    }

    /** As a start before has left the database, with all tables and no rows; the first start of all is FirstTradeTest's. */
    void prepareDatabase() {
        StartCache.prepareDatabase(port == 0 ? folder.resolve("data") : root.resolve("data"));
    }

    private void program(String name, String text) throws IOException {
        Path file = Files.createDirectories(folder.resolve("programs")).resolve(name);
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** As a build leaves it. */
    private void makeList() {
        try {
            Path sbom = Files.createDirectories(root.resolve("target/sbom"));
            Files.writeString(
                    sbom.resolve("flowex.cdx.json"),
                    "{\"bomFormat\":\"CycloneDX\",\"components\":[{\"purl\":\"pkg:maven/org.slf4j/slf4j-api@2.0.17\"}]}");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path there = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(there);
                } else {
                    Files.createDirectories(there.resolve("..").normalize());
                    Files.copy(file, there, java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        }
    }

    /** Types it and waits for its end; BACKUP is a folder that is not there yet. */
    Typed type(String command) {
        makeList();
        try (Running running = start(command)) {
            return new Typed(running.waitFor(), running.output(), text(running.calls));
        }
    }

    /** Types what goes on. */
    Running start(String command) {
        try {
            Path output = Files.createTempFile(folder, "typed", ".out");
            Path requested = Files.createTempFile(folder, "typed", ".asked");
            String line =
                    asHere(command).replace("BACKUP", "'" + folder.resolve("backup-" + output.getFileName()) + "'");
            ProcessBuilder builder = new ProcessBuilder("bash", "-c", line)
                    .directory(root.toFile())
                    .redirectErrorStream(true)
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectOutput(output.toFile());
            builder.environment().keySet().removeIf(name -> name.startsWith("FLOWEX_"));
            builder.environment().putAll(environment(requested, output));
            return new Running(builder.start(), output, requested);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String asHere(String command) {
        return port == 0
                ? command
                : command.replace(HERE, "localhost:" + port).replace(NODES, NODES + " --port " + (port + NODES_FROM));
    }

    private Map<String, String> environment(Path requested, Path output) {
        Map<String, String> all = new TreeMap<>(Map.of(
                "PATH",
                folder.resolve("programs") + ":" + System.getenv("PATH"),
                "REAL_NPM",
                real("npm"),
                "REAL_MVN",
                real("mvn"),
                "TYPED",
                requested.toString(),
                "SKIP_BUILD",
                "1",
                "JAVA_HOME",
                System.getProperty("java.home"),
                "OSV_URL",
                "http://127.0.0.1:9"));
        all.putAll(Map.of(
                "FLOWEX_ENV_FILE", "/dev/null",
                "FLOWEX_PORT", Integer.toString(port),
                "FLOWEX_SERVICE_PORTS", "off",
                "FLOWEX_DEMO_MARKET", "off",
                "FLOWEX_LISTINGS_COINS", "60",
                "FLOWEX_PASSWORD_HASH", "bcrypt",
                "FLOWEX_BCRYPT_COST", "4",
                // On a busy machine a view is behind for longer than a person would wait.
                "FLOWEX_READ_WAIT_MS", "30000"));
        if (port == 0) {
            all.putAll(Map.of(
                    "FLOWEX_DATA_DIR",
                    folder.resolve("data").toString(),
                    "FLOWEX_HOME",
                    folder.resolve("srv-" + output.getFileName()).toString(),
                    "FLOWEX_DEPLOY_TO",
                    "processes",
                    "FLOWEX_DEPLOY_FREE_GB",
                    "1"));
        }
        return all;
    }

    private static String real(String program) {
        return Stream.of(System.getenv("PATH").split(":", -1))
                .map(each -> Path.of(each, program))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow()
                .toString();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A command that runs. */
    static final class Running implements AutoCloseable {

        private static final long CHECK_INTERVAL_NANOS = 50_000_000;

        private final Process process;
        private final Path output;
        private final Path calls;

        Running(Process process, Path output, Path requested) {
            this.process = process;
            this.output = output;
            this.calls = requested;
        }

        String output() {
            return text(output);
        }

        void awaitPrinted(String words) {
            long deadline = System.nanoTime() + COMMAND_MAX.toNanos();
            while (!output().contains(words)) {
                if (System.nanoTime() > deadline || !process.isAlive()) {
                    throw new AssertionError("it does not say \"" + words + "\": " + output());
                }
                LockSupport.parkNanos(CHECK_INTERVAL_NANOS);
            }
        }

        /** As Ctrl-C ends what the operator sees: the shell that keeps the exchange running. */
        void end() {
            Stream.concat(Stream.of(process.toHandle()), process.descendants())
                    .filter(each -> each.info().commandLine().orElse("").contains("./flowex"))
                    .filter(each -> each.info().command().orElse("").endsWith("bash"))
                    .forEach(ProcessHandle::destroy);
            waitFor();
        }

        int waitFor() {
            try {
                if (process.waitFor(COMMAND_MAX.toMillis(), TimeUnit.MILLISECONDS)) {
                    return process.exitValue();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            throw new AssertionError("it does not end: " + output());
        }

        @Override
        public void close() {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}
