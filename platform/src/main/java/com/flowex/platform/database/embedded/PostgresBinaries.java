package com.flowex.platform.database.embedded;

import com.flowex.platform.settings.StartupException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;
import org.tukaani.xz.XZInputStream;

/** The server's programs, unpacked once from the archive in FlowEx: 60 MB, about two seconds. */
final class PostgresBinaries {

    /** Major version; a cluster of another one cannot be opened. */
    static final String MAJOR = "18";

    private static final String ARCHIVE = "/postgres-linux-x86_64.txz";
    private static final String VERSION = "18.4";
    private static final Set<PosixFilePermission> FOR_ALL = PosixFilePermissions.fromString("rwxr-xr-x");
    private static final Set<PosixFilePermission> READABLE = PosixFilePermissions.fromString("rw-r--r--");

    private PostgresBinaries() {}

    /** Returns the folder that holds {@code bin}, {@code lib} and {@code share}. */
    static Path unpacked(Path directory) throws IOException {
        Path home = directory.resolve("server-" + VERSION);
        if (Files.isDirectory(home)) {
            return home;
        }
        Path half = directory.resolve("server-" + VERSION + ".new");
        delete(half);
        unpack(half);
        Files.move(half, home, StandardCopyOption.ATOMIC_MOVE);
        return home;
    }

    private static void unpack(Path target) throws IOException {
        try (InputStream archive = PostgresBinaries.class.getResourceAsStream(ARCHIVE)) {
            requireArchive(archive);
            TarArchiveInputStream tar =
                    new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(archive, 1 << 16)));
            directory(target);
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                place(tar, entry, target);
            }
        }
    }

    private static void requireArchive(@Nullable InputStream archive) {
        String machine = System.getProperty("os.name") + " " + System.getProperty("os.arch");
        if (archive == null || !List.of("Linux amd64", "Linux x86_64").contains(machine)) {
            throw new StartupException("FlowEx brings no PostgreSQL for " + machine
                    + ": set FLOWEX_DATABASE_URL=postgresql://user:password@host:5432/name");
        }
    }

    private static void place(TarArchiveInputStream tar, TarArchiveEntry entry, Path target) throws IOException {
        Path place = target.resolve(entry.getName()).normalize();
        if (!place.startsWith(target)) {
            throw new IOException("the archive names a place outside itself: " + entry.getName());
        }
        if (entry.isDirectory()) {
            directory(place);
        } else if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(place, Path.of(entry.getLinkName()));
        } else {
            directory(place.resolveSibling(".").normalize());
            Files.copy(tar, place);
            Files.setPosixFilePermissions(place, (entry.getMode() & 0b001_000_000) == 0 ? READABLE : FOR_ALL);
        }
    }

    private static void directory(Path place) throws IOException {
        Files.createDirectories(place);
        Files.setPosixFilePermissions(place, FOR_ALL);
    }

    static void delete(Path tree) throws IOException {
        if (!Files.exists(tree)) {
            return;
        }
        try (Stream<Path> files = Files.walk(tree)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
