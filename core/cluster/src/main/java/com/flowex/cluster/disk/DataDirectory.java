package com.flowex.cluster.disk;

import com.flowex.cluster.stop.NodeRefusedException;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The node's directory on disk, held by one living process.
 *
 * <p>The lock distinguishes a living owner from a killed one. Therefore Aeron's own mark files belong to one run only
 * and are deleted at each start. They would block a restart for ten seconds after a crash. The mark files hold no
 * state.
 */
public final class DataDirectory implements AutoCloseable {
    /**
     * Version of everything in the directory; a change that an older or newer build cannot read takes the next number.
     */
    static final int VERSION = 1;

    private static final String VERSION_PREFIX = "flowex-node-data ";
    /** Name of the file that contains the directory's version. */
    public static final String MARKER = "version";

    private static final String LOCK = "node.lock";

    /**
     * Directories held by this process. A file lock belongs to the whole process and is lost when any descriptor of the
     * file is closed. So a second attempt must not even open it.
     */
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    private final Path root;
    private final RunDirectory run;
    private final FileChannel lockChannel;

    private DataDirectory(Path root, RunDirectory run, FileChannel lockChannel) {
        this.root = root;
        this.run = run;
        this.lockChannel = lockChannel;
    }

    /**
     * Locks the directory, creating it if needed.
     *
     * @throws NodeRefusedException if another node holds it, it has another version, or it is something else
     */
    public static DataDirectory open(Path directory) {
        try {
            Path root = Files.createDirectories(directory).toRealPath();
            if (!HELD_HERE.add(root)) {
                throw inUse(root, ProcessHandle.current().pid());
            }
            try {
                return lock(root);
            } catch (IOException | RuntimeException e) {
                HELD_HERE.remove(root);
                throw e;
            }
        } catch (IOException e) {
            throw new NodeRefusedException("the data directory " + directory + " cannot be used: " + e, e);
        }
    }

    private static DataDirectory lock(Path root) throws IOException {
        FileChannel channel = FileChannel.open(root.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock == null) {
                throw inUse(root, ownerOf(root));
            }
            checkVersion(root);
            Files.writeString(root.resolve("node.pid"), ProcessHandle.current().pid() + "\n");
            return new DataDirectory(root, RunDirectory.create(root.resolve("run")), channel);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static void checkVersion(Path root) throws IOException {
        Path marker = root.resolve(MARKER);
        if (Files.exists(marker)) {
            checkMarker(root, marker);
        } else if (Files.exists(root.resolve("log")) || Files.exists(root.resolve("cluster"))) {
            throw new NodeRefusedException("the data directory " + root
                    + " holds a log but no version marker: it is damaged or not of FlowEx, choose another");
        } else {
            writeDurably(marker, VERSION_PREFIX + VERSION + "\n");
        }
    }

    private static void checkMarker(Path root, Path marker) throws IOException {
        String found = Files.readString(marker).strip();
        if (!found.equals(VERSION_PREFIX + VERSION)) {
            throw new NodeRefusedException("the data directory " + root + " is of version '" + found
                    + "', this build reads '" + VERSION_PREFIX + VERSION + "': use the build that wrote it");
        }
    }

    /** Returns the node's directory inside an exchange's directory; otherwise the given directory. */
    public static Path rootOf(Path directory) {
        Path inner = directory.resolve("node");
        return Files.exists(inner.resolve(MARKER)) ? inner : directory;
    }

    /**
     * Locks the directory of a stopped node for reading: nothing is written, and no node can start on it meanwhile.
     *
     * @param directory directory of a node, or of an exchange, which contains the node's
     * @throws NodeRefusedException if a node holds it, it has another version, or it is something else
     */
    public static Reading read(Path directory) throws IOException {
        Path root = rootOf(directory);
        Path marker = root.resolve(MARKER);
        if (!Files.exists(marker)) {
            throw new NodeRefusedException("no data directory of an exchange: " + directory);
        }
        root = root.toRealPath();
        if (!HELD_HERE.add(root)) {
            throw inUse(root, ProcessHandle.current().pid());
        }
        try {
            FileChannel lock = lockForReading(root);
            checkMarker(root, marker);
            return new Reading(root, lock);
        } catch (IOException | RuntimeException e) {
            HELD_HERE.remove(root);
            throw e;
        }
    }

    private static FileChannel lockForReading(Path root) throws IOException {
        FileChannel channel = FileChannel.open(root.resolve(LOCK), StandardOpenOption.READ);
        if (channel.tryLock(0, Long.MAX_VALUE, true) == null) {
            channel.close();
            throw inUse(root, ownerOf(root));
        }
        return channel;
    }

    /** A directory held for reading. */
    public record Reading(Path root, FileChannel lock) implements AutoCloseable {
        public Path log() {
            return root.resolve("log");
        }

        public Path events() {
            return root.resolve("events");
        }

        public Path cluster() {
            return root.resolve("cluster");
        }

        @Override
        public void close() throws IOException {
            try {
                lock.close();
            } finally {
                HELD_HERE.remove(root);
            }
        }
    }

    private static void writeDurably(Path file, String text) throws IOException {
        replace(file, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Replaces a file; after a crash the file is either the old or the new one. */
    public static void replace(Path file, byte[] bytes) throws IOException {
        Path draft = file.resolveSibling(file.getFileName() + ".draft");
        Files.write(draft, bytes);
        force(draft);
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        Path parent = file.getParent();
        if (parent != null) {
            force(parent);
        }
    }

    /** Forces a file, or the names in a directory, to the disk. */
    public static void force(Path path) throws IOException {
        StandardOpenOption how = Files.isDirectory(path) ? StandardOpenOption.READ : StandardOpenOption.WRITE;
        try (FileChannel channel = FileChannel.open(path, how)) {
            channel.force(true);
        }
    }

    private static NodeRefusedException inUse(Path root, long pid) {
        String by = pid > 0 ? "process " + pid : "another process";
        return new NodeRefusedException(
                "the data directory " + root + " is in use by " + by + ": stop it or choose another directory");
    }

    private static long ownerOf(Path root) {
        try {
            return Long.parseLong(Files.readString(root.resolve("node.pid")).strip());
        } catch (IOException | NumberFormatException e) {
            return 0;
        }
    }

    public Path root() {
        return root;
    }

    /** Returns the directory of the committed commands and the snapshots. */
    public Path log() {
        return root.resolve("log");
    }

    /** Returns the directory of the event log. */
    public Path events() {
        return root.resolve("events");
    }

    /** Returns the directory of terms, votes and the list of snapshots. */
    public Path cluster() {
        return root.resolve("cluster");
    }

    /** Returns a path for files of this run only. */
    public File run(String name) {
        return run.resolve(name);
    }

    /** Returns the free bytes on the disk. */
    public long freeBytes() {
        return root.toFile().getUsableSpace();
    }

    @Override
    public void close() {
        try {
            run.close();
            lockChannel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            HELD_HERE.remove(root);
        }
    }
}
