package com.flowex.app.cli.folder;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import org.apache.commons.io.FileUtils;

/**
 * Temporary folder of one drill, which is deleted when it is closed. It holds a lock: a folder whose process was killed has
 * none, and the next drill deletes it.
 */
public final class DrillFolder implements AutoCloseable {

    private static final String PREFIX = "flowex-drill";
    private static final String LOCK = "lock";

    /** A younger folder may not be locked yet. */
    private static final Duration AGE_MIN = Duration.ofHours(1);

    private final Path path;
    private final FileChannel lock;

    private DrillFolder(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /** Makes a folder below that one, and deletes those that killed drills left there. */
    public static DrillFolder create(Path temporary) throws IOException {
        deleteLeftOnes(temporary);
        Path path = Files.createTempDirectory(temporary, PREFIX);
        FileChannel lock =
                FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        lock.lock();
        // The embedded database runs as a user of its own, who needs access.
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
        return new DrillFolder(path, lock);
    }

    private static void deleteLeftOnes(Path temporary) throws IOException {
        Instant youngest = Instant.now().minus(AGE_MIN);
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(temporary, PREFIX + "*")) {
            for (Path folder : folders) {
                Path lock = folder.resolve(LOCK);
                if (Files.isRegularFile(lock)
                        && Files.getLastModifiedTime(lock).toInstant().isBefore(youngest)
                        && isFree(lock)) {
                    FileUtils.deleteQuietly(folder.toFile());
                }
            }
        }
    }

    private static boolean isFree(Path lock) {
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE);
                FileLock held = channel.tryLock()) {
            return held != null;
        } catch (IOException | OverlappingFileLockException e) {
            return false;
        }
    }

    public Path path() {
        return path;
    }

    @Override
    public void close() throws IOException {
        lock.close();
        FileUtils.deleteQuietly(path.toFile());
    }
}
