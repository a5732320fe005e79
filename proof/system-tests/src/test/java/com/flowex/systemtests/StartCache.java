package com.flowex.systemtests;

import com.flowex.platform.testing.PreparedPostgres;
import com.flowex.platform.testing.TestPostgres;
import com.flowex.testsupport.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/**
 * Java's cache of one start, for all others, as {@code ./flowex run} has it: a start takes two thirds of the work.
 * Made once for a build, of the jar that is shipped, so that processes, commands and the browser's exchange share it.
 */
public final class StartCache {

    private static final Path SHELF =
            Path.of(System.getProperty("flowex.prepared", "target/prepared")).toAbsolutePath();
    /** The exchange as it is shipped: a jar that names its libraries. */
    private static final Path LAUNCHER = Repository.file("app/target/launcher.jar");

    private static final Path LIBRARIES = Repository.file("app/target/lib");
    private static final Duration START_MAX = Duration.ofMinutes(5);

    private StartCache() {}

    /** Options for Java and the class path that the launcher starts with. */
    static List<String> options() {
        List<String> options = new ArrayList<>(flags());
        options.addAll(List.of("-cp", classPath()));
        return options;
    }

    /** The launcher's jar; without it, in a module that is tested by itself, this test's own class path. */
    static String classPath() {
        return isPackaged() ? LAUNCHER.toString() : System.getProperty("java.class.path");
    }

    private static boolean isPackaged() {
        return Files.exists(LAUNCHER) && Files.isDirectory(LIBRARIES);
    }

    /** Options for a Java that has {@link #classPath}; none where nothing can be remembered. */
    static List<String> flags() {
        return file().map(cache -> List.of("-XX:AOTCache=" + cache, "-Xlog:aot*=off"))
                .orElse(List.of());
    }

    /** The file in which Java remembers a start; empty where nothing can be remembered. */
    public static Optional<Path> file() {
        if (!isPackaged()) {
            return Optional.empty();
        }
        try {
            return Optional.of(made()).filter(Files::exists);
        } catch (IOException e) {
            throw new UncheckedIOException("no cache for starts in " + SHELF, e);
        }
    }

    /** Fills the database's folder of an exchange that is not there yet, with the tables of all services. */
    public static void prepareDatabase(Path data) {
        PreparedPostgres.copyTo(data.resolve("postgres"), ExchangeProcess.SCHEMAS);
    }

    private static Path made() throws IOException {
        Path cache = SHELF.resolve("launcher-" + fingerprint() + ".aot");
        Files.createDirectories(SHELF);
        try (FileChannel lock = FileChannel.open(
                        SHELF.resolve("aot.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var _ = lock.lock()) {
            if (!Files.exists(cache)) {
                rehearse(cache);
            }
        }
        return cache;
    }

    private static void rehearse(Path cache) throws IOException {
        Path folder = Files.createTempDirectory("flowex-rehearsal");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path half = cache.resolveSibling(cache.getFileName() + ".new");
        PreparedPostgres.copyTo(folder.resolve("data/postgres"));
        Map<String, String> environment = Map.of(
                "FLOWEX_PORT", "0",
                "FLOWEX_SERVICE_PORTS", "off",
                "FLOWEX_DEMO_MARKET", "off",
                "FLOWEX_DATA_DIR", folder.resolve("data").toString());
        // The collector of ./flowex run: objects in the cache suit all collectors only if that one has made them.
        List<String> options =
                List.of("-XX:-UseSerialGC", "-XX:+UseG1GC", "-XX:AOTCacheOutput=" + half, "-cp", classPath());
        try (JavaProcess process =
                JavaProcess.start("launcher", options, "com.flowex.app.process.Launcher", List.of(), environment)) {
            Deadline.await(
                    START_MAX,
                    () -> process.output().contains("ready") || !process.isAlive(),
                    () -> "not ready, printed: " + process.output());
            process.stop(START_MAX);
        } finally {
            TestPostgres.delete(folder);
        }
        if (Files.exists(half)) {
            Files.move(half, cache, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private static String fingerprint() throws IOException {
        CRC32 sum = new CRC32();
        try (Stream<Path> libraries = Files.list(LIBRARIES)) {
            List<Path> jars =
                    Stream.concat(Stream.of(LAUNCHER), libraries.sorted()).toList();
            for (Path jar : jars) {
                String line = jar.toString() + Files.getLastModifiedTime(jar) + Files.size(jar);
                sum.update(line.getBytes(StandardCharsets.UTF_8));
            }
        }
        return Long.toHexString(sum.getValue());
    }
}
