package com.flowex.launcher.backup;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.atomic.AtomicLong;

/** What a copy needs on a disk. */
public final class Room {

    /** Stays free beside a copy: an exchange whose disk is full takes no orders. */
    private static final long FREE_BYTES = 512L << 20;

    private static final int MEGABYTE_BITS = 20;

    private Room() {}

    /** @throws IOException if a copy of so many bytes leaves too little */
    public static void require(Path disk, long bytes) throws IOException {
        long free = Files.getFileStore(disk).getUsableSpace();
        if (free < bytes + FREE_BYTES) {
            throw new IOException("the copy needs " + (bytes + FREE_BYTES >> MEGABYTE_BITS) + " MB on the disk of "
                    + disk + ", " + (free >> MEGABYTE_BITS) + " MB are free");
        }
    }

    /** Of all files of a folder, none if it is not there; what goes meanwhile is not counted. */
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
