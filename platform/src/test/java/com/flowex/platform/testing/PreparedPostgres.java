package com.flowex.platform.testing;

import com.flowex.platform.database.embedded.EmbeddedPostgres;
import com.flowex.platform.database.server.DatabaseChoice;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * The folder of an embedded PostgreSQL as its first start leaves it: programs unpacked, cluster initialised. Made once for
 * a build and copied for each test that wants a server, because making it takes four seconds of a core. Tests of the
 * first start itself begin with an empty folder instead.
 */
public final class PreparedPostgres {

    private static final Path SHELF = Path.of(System.getProperty("flowex.prepared", "target/prepared"));

    private PreparedPostgres() {}

    /** Makes the files of a stopped server in a folder that is not there yet. */
    @FunctionalInterface
    private interface Making {
        void in(Path folder) throws IOException;
    }

    /** Fills a folder that is not there yet. */
    public static void copyTo(Path directory) {
        copyTo(directory, List.of(), folder -> EmbeddedPostgres.start(folder).close());
    }

    /**
     * Fills a folder that is not there yet, with the exchange's database in it and the tables of these services, empty. A start that finds them
     * as today's scripts make them runs no script, which is a third of its work.
     */
    public static void copyTo(Path directory, List<String> services) {
        copyTo(directory, services, folder -> TestPostgres.migrate(new DatabaseChoice.Embedded(folder), services));
    }

    private static void copyTo(Path directory, List<String> services, Making making) {
        try {
            Path prepared = prepared(services, making);
            Files.createDirectories(directory.resolveSibling(".").normalize());
            run("cp", "-a", prepared.toString(), directory.toString());
        } catch (IOException e) {
            throw new UncheckedIOException("no PostgreSQL for a test in " + directory, e);
        }
    }

    private static Path prepared(List<String> services, Making making) throws IOException {
        Path place = SHELF.resolve("postgres-" + fingerprint(services)).toAbsolutePath();
        Files.createDirectories(SHELF);
        try (FileChannel lock =
                        FileChannel.open(SHELF.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var _ = lock.lock()) {
            if (!Files.isDirectory(place)) {
                make(place, making);
            }
        }
        return place;
    }

    /** Made in a temporary folder, which the server's own user may enter wherever the build is. */
    private static void make(Path place, Making making) throws IOException {
        Path folder = Files.createTempDirectory("flowex-prepared");
        try {
            Path made = folder.resolve("postgres");
            run("chmod", "755", folder.toString());
            making.in(made);
            Path half = place.resolveSibling(place.getFileName() + ".new");
            run("rm", "-rf", half.toString());
            run("cp", "-a", made.toString(), half.toString());
            Files.move(half, place, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            TestPostgres.delete(folder);
        }
    }

    /** A sum of the classes and scripts that decide such a folder's contents: another build's folder is not this one's. */
    private static String fingerprint(List<String> services) throws IOException {
        CRC32 sum = new CRC32();
        for (String name : List.of("PostgresFiles", "PostgresBinaries", "Postmaster")) {
            try (InputStream code = EmbeddedPostgres.class.getResourceAsStream(name + ".class")) {
                if (code == null) {
                    throw new IOException("no class " + name);
                }
                sum.update(code.readAllBytes());
            }
        }
        for (String service : services) {
            @Nullable URL scripts = PreparedPostgres.class.getResource("/db/" + service);
            if (scripts == null) {
                throw new IOException("no scripts of " + service);
            }
            String line = scripts + " " + scripts.openConnection().getLastModified();
            sum.update(line.getBytes(StandardCharsets.UTF_8));
        }
        return Long.toHexString(sum.getValue());
    }

    private static void run(String... command) throws IOException {
        Process process = new ProcessBuilder(command).inheritIO().start();
        try {
            if (!process.waitFor(300, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IOException("failed: " + String.join(" ", command));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted: " + String.join(" ", command), e);
        }
    }
}
