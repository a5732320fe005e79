package com.flowex.simulator.injection.shell;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** Torn log as after a power loss: its last page was never written. */
public final class TornLogFault {

    private static final int PAGE = 4096;
    private static final int BLOCK = 1 << 20;

    private TornLogFault() {}

    /**
     * Removes the last used page of the newest recording.
     *
     * @return the file and the byte from which it is empty now; empty if there is no log
     */
    public static Optional<String> tear(Path log) throws IOException {
        Optional<Path> newest;
        try (Stream<Path> files = Files.walk(log)) {
            newest = files.filter(file -> file.toString().endsWith(".rec"))
                    .max(Comparator.comparing(TornLogFault::written));
        }
        if (newest.isEmpty()) {
            return Optional.empty();
        }
        try (FileChannel file = FileChannel.open(newest.get(), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            long end = end(file);
            long from = Math.max(0, end - 1) / PAGE * PAGE;
            file.write(ByteBuffer.allocate((int) (end - from)), from);
            file.force(true);
            return Optional.of(newest.get().getFileName() + " from byte " + from + " of " + end);
        }
    }

    private static FileTime written(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            return FileTime.fromMillis(0);
        }
    }

    /** Returns the position behind the last byte that is not zero. */
    private static long end(FileChannel file) throws IOException {
        ByteBuffer block = ByteBuffer.allocate(BLOCK);
        for (long from = (file.size() - 1) / BLOCK * BLOCK; from >= 0; from -= BLOCK) {
            block.clear();
            int length = Math.max(0, file.read(block, from));
            for (int i = length - 1; i >= 0; i--) {
                if (block.get(i) != 0) {
                    return from + i + 1;
                }
            }
        }
        return 0;
    }
}
