package com.flowex.systemtests;

import com.flowex.platform.testing.PreparedPostgres;
import com.flowex.platform.testing.TestPostgres;
import java.io.File;
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
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * What Java remembers of one start, for all others, as {@code ./flowex run} has it: a start takes two thirds of the work.
 * Made once for a build. Without jars there is none: a folder of classes may change between two starts.
 */
final class StartCache {

    private static final Path SHELF =
            Path.of(System.getProperty("flowex.prepared", "target/prepared")).toAbsolutePath();
    /** Where the classes of these tests are, which the exchange does not need. */
    private static final Path OWN = Path.of("target").toAbsolutePath();

    private static final Duration START_MAX = Duration.ofMinutes(5);

    private StartCache() {}

    /** Options for Java and the class path that the launcher starts with. */
    static List<String> options() {
        List<String> options = new ArrayList<>(flags());
        options.addAll(List.of("-cp", classPath()));
        return options;
    }

    /** What the launcher needs of this test's class path. */
    static String classPath() {
        return String.join(File.pathSeparator, jars());
    }

    private static List<String> jars() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !Path.of(entry).startsWith(OWN) && Files.exists(Path.of(entry)))
                .toList();
    }

    /** Options for a Java that has {@link #classPath}; none where nothing can be remembered. */
    static List<String> flags() {
        List<String> jars = jars();
        if (!jars.stream().allMatch(entry -> entry.endsWith(".jar"))) {
            return List.of();
        }
        try {
            Path cache = made(jars, classPath());
            return Files.exists(cache) ? List.of("-XX:AOTCache=" + cache, "-Xlog:aot*=error") : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException("no cache for starts in " + SHELF, e);
        }
    }

    private static Path made(List<String> jars, String classPath) throws IOException {
        Path cache = SHELF.resolve("launcher-" + fingerprint(jars) + ".aot");
        Files.createDirectories(SHELF);
        try (FileChannel lock = FileChannel.open(
                        SHELF.resolve("aot.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var _ = lock.lock()) {
            if (!Files.exists(cache)) {
                rehearse(cache, classPath);
            }
        }
        return cache;
    }

    private static void rehearse(Path cache, String classPath) throws IOException {
        Path folder = Files.createTempDirectory("flowex-rehearsal");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path half = cache.resolveSibling(cache.getFileName() + ".new");
        PreparedPostgres.copyTo(folder.resolve("data/postgres"));
        Map<String, String> environment = Map.of(
                "FLOWEX_PORT", "0",
                "FLOWEX_SERVICE_PORTS", "off",
                "FLOWEX_DEMO_MARKET", "off",
                "FLOWEX_DATA_DIR", folder.resolve("data").toString());
        List<String> options = List.of("-XX:AOTCacheOutput=" + half, "-cp", classPath);
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

    private static String fingerprint(List<String> jars) throws IOException {
        CRC32 sum = new CRC32();
        for (String jar : jars) {
            Path file = Path.of(jar);
            String line = jar + Files.getLastModifiedTime(file) + Files.size(file);
            sum.update(line.getBytes(StandardCharsets.UTF_8));
        }
        return Long.toHexString(sum.getValue());
    }
}
