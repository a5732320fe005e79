package com.flowex.app.backup;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.atomic.AtomicLong;

/** Disk space for a copy. */
public final class DiskSpace {

    /** Space that stays free beside a copy: an exchange with a full disk takes no orders. */
    private static final long FREE_BYTES = 512L << 20;

    private static final int MEGABYTE_BITS = 20;

    private DiskSpace() {}

    /**
     * Requires enough space for a copy.
     *
     * @throws IOException if a copy of this size leaves too little space
     */
    public static void require(Path disk, long bytes) throws IOException {
        long free = Files.getFileStore(disk).getUsableSpace();
        if (free < bytes + FREE_BYTES) {
            throw new IOException("the copy needs " + (bytes + FREE_BYTES >> MEGABYTE_BITS) + " MB on the disk of "
                    + disk + ", " + (free >> MEGABYTE_BITS) + " MB are free");
        }
    }

    /**
     * Returns the size of all files of a folder, 0 if it does not exist; files that vanish meanwhile are not counted.
     */
    public static long bytes(Path folder) throws IOException {
        AtomicLong sum = new AtomicLong();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                sum.addAndGet(attributes.size());
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException gone) {
                return FileVisitResult.CONTINUE;
            }
        });
        return sum.get();
    }
}
