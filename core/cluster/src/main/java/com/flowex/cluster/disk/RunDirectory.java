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
 * Directory for the files of one run: the buffers between the node's threads, and Aeron's mark files. They hold no
 * state.
 *
 * <p>It is in shared memory if there is enough, because these files are mapped and change all the time. On a full disk,
 * a mapped page without space ends the thread instead of throwing an exception. Files left by killed processes are
 * deleted by the next node of any directory, which recognizes them by their free lock.
 */
final class RunDirectory implements AutoCloseable {
    private static final Path SHARED_MEMORY = Path.of("/dev/shm");

    /** Least shared memory required: the buffers of a busy node with a few tails take 200 MiB. */
    private static final long SHARED_MEMORY_MIN = 512L << 20;

    private static final String PREFIX = "flowex-run-";
    private static final String LOCK = "lock";

    /**
     * Directories held by this process. A file lock belongs to the whole process and is lost when any descriptor of the
     * file is closed.
     */
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    private final Path directory;
    private final FileChannel lock;

    private RunDirectory(Path directory, FileChannel lock) {
        this.directory = directory;
        this.lock = lock;
    }

    /** @param onDisk directory used if there is not enough shared memory */
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
        // The directory is locked under another name first, so that no other node takes it for a leftover.
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
            // It belongs to another user, or another node is deleting it now; both are harmless.
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

    /** Returns a directory inside this one. */
    File resolve(String name) {
        return directory.resolve(name).toFile();
    }

    @Override
    public void close() {
        try {
            deleteTree(directory);
        } catch (IOException e) {
            // The next node deletes it.
            return;
        } finally {
            CloseHelper.quietClose(lock);
            HELD_HERE.remove(directory);
        }
    }
}
