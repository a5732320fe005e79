package com.flowex.cluster.archive;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.agrona.CloseHelper;
import org.jspecify.annotations.Nullable;

/** Lock for cutting or copying a node's recordings. A copy made during a cut would be inconsistent. */
public final class LogRetentionLock implements AutoCloseable {
    private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    /**
     * A file lock belongs to the whole process and is lost with any descriptor of the file. So a second attempt in this
     * process must not open the file.
     */
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    private final Path node;
    private final @Nullable FileChannel channel;

    private LogRetentionLock(Path node, @Nullable FileChannel channel) {
        this.node = node;
        this.channel = channel;
    }

    /**
     * Takes the lock, unless it is held by another owner in this process or another; the caller checks
     * {@link #isTaken}.
     */
    public static LogRetentionLock tryTake(Path node) throws IOException {
        Path root = node.toRealPath();
        if (!HELD_HERE.add(root)) {
            return new LogRetentionLock(root, null);
        }
        FileChannel channel = null;
        try {
            channel =
                    FileChannel.open(root.resolve("upkeep.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (channel.tryLock() != null) {
                return new LogRetentionLock(root, channel);
            }
            HELD_HERE.remove(root);
            channel.close();
            return new LogRetentionLock(root, null);
        } catch (IOException e) {
            HELD_HERE.remove(root);
            CloseHelper.quietClose(channel);
            throw e;
        }
    }

    /**
     * Waits for the lock.
     *
     * @throws IOException if another owner holds it for longer
     */
    public static LogRetentionLock take(Path node, Duration timeout) throws IOException {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (true) {
            LogRetentionLock lock = tryTake(node);
            if (lock.isTaken()) {
                return lock;
            }
            lock.close();
            if (deadline - System.nanoTime() < 0) {
                throw new IOException("the recordings of " + node + " are being cut or copied by another");
            }
            LockSupport.parkNanos(STEP_NANOS);
        }
    }

    public boolean isTaken() {
        return channel != null;
    }

    @Override
    public void close() throws IOException {
        if (channel != null) {
            channel.close();
            HELD_HERE.remove(node);
        }
    }
}
