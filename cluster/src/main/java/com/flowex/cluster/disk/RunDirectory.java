package com.flowex.cluster.disk;

import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.agrona.CloseHelper;

/**
 * A place for the files of one run: the buffers between the node's threads, and Aeron's mark files. They hold no state.
 *
 * <p>It is in shared memory where there is enough, for these files change all the time and are mapped: on a disk that is
 * full a mapped page without a place is not an exception but the end of the thread. What killed processes left there
 * is thrown away by the next node of any directory: it is found by its lock, which nobody holds.
 */
final class RunDirectory implements AutoCloseable {
    private static final Path SHARED_MEMORY = Path.of("/dev/shm");

    /** The buffers of a busy node with a few tails take 200 MiB. */
    private static final long SHARED_MEMORY_MIN = 512L << 20;

    private static final String PREFIX = "flowex-run-";
    private static final String LOCK = "lock";

    /** Of this process. A file lock is the whole process's and is lost when any of its descriptors is closed. */
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    private final Path directory;
    private final FileChannel lock;

    private RunDirectory(Path directory, FileChannel lock) {
        this.directory = directory;
        this.lock = lock;
    }

    /** @param onDisk where it is if there is not enough shared memory */
    static RunDirectory create(Path onDisk) throws IOException {
        return create(onDisk, SHARED_MEMORY);
    }

    static RunDirectory create(Path onDisk, Path sharedMemory) throws IOException {
        deleteTree(onDisk);
        Path parent = sharedMemory;
        if (Files.isWritable(sharedMemory)) {
            sweep(sharedMemory);
        }
        if (!Files.isWritable(sharedMemory) || sharedMemory.toFile().getUsableSpace() < SHARED_MEMORY_MIN) {
            parent = Files.createDirectories(onDisk);
        }
        // Locked under another name first, so that no other node takes it for left over.
        Path draft = Files.createTempDirectory(parent, "flowex-draft-");
        FileChannel channel =
                FileChannel.open(draft.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        channel.lock();
        Path directory = parent.resolve(PREFIX + ProcessHandle.current().pid() + "-" + draft.hashCode());
        HELD_HERE.add(directory);
        Files.move(draft, directory);
        return new RunDirectory(directory, channel);
    }

    private static void sweep(Path parent) throws IOException {
        try (DirectoryStream<Path> runs = Files.newDirectoryStream(parent, PREFIX + "*")) {
            for (Path run : runs) {
                if (!HELD_HERE.contains(run)) {
                    deleteIfLeftOver(run);
                }
            }
        }
    }

    private static void deleteIfLeftOver(Path run) {
        try (FileChannel channel = FileChannel.open(run.resolve(LOCK), StandardOpenOption.WRITE);
                FileLock ours = channel.tryLock()) {
            if (ours != null) {
                deleteTree(run);
            }
        } catch (IOException e) {
            // Another user's, or another node is throwing it away just now: either way not ours to care for.
            return;
        }
    }

    private static void deleteTree(Path tree) throws IOException {
        if (Files.exists(tree)) {
            try (Stream<Path> paths = Files.walk(tree)) {
                for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(path);
                }
            }
        }
    }

    /** A directory in it. */
    File resolve(String name) {
        return directory.resolve(name).toFile();
    }

    @Override
    public void close() {
        try {
            deleteTree(directory);
        } catch (IOException e) {
            // The next node throws it away.
            return;
        } finally {
            CloseHelper.quietClose(lock);
            HELD_HERE.remove(directory);
        }
    }
}
