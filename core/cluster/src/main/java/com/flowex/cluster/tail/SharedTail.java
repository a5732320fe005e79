package com.flowex.cluster.tail;

import com.flowex.protocol.event.EventBatch;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Shared tail for all readers of a process that are at the live end: each batch is read and decoded once. A reader
 * joins when it has caught up. It leaves when it has no room: then it reads by itself again and holds up no other.
 *
 * <p>Readers join, leave and are served under one lock, and nothing under it waits.
 */
public final class SharedTail implements BatchConsumer, AutoCloseable {
    /** Number of batches kept for readers that join slightly behind. */
    private static final int RECENT_MAX = 512;

    private record Recent(EventBatch batch, long endPosition) {}

    private final BiFunction<Checkpoint, BatchConsumer, ReplayTail> opener;
    private final ReentrantLock lock = new ReentrantLock();
    private final List<ReplayTail> readers = new ArrayList<>();
    private final Deque<Recent> recent = new ArrayDeque<>();
    private @Nullable ReplayTail live;

    /** All events behind this one are in {@link #recent}, or still to come. */
    private long recentBehind;

    /** Last event of the shared tail. */
    private long sequence;

    private boolean closed;

    /** @param opener opener of the shared tail */
    public SharedTail(BiFunction<Checkpoint, BatchConsumer, ReplayTail> opener) {
        this.opener = opener;
    }

    /**
     * Serves a reader from now on, unless it is not near enough.
     *
     * @return true if it is served; otherwise it has to read by itself
     */
    boolean join(ReplayTail reader) {
        lock.lock();
        try {
            if (closed || !isNear(reader.checkpoint())) {
                return false;
            }
            for (Recent each : recent) {
                if (!serve(reader, each.batch(), each.endPosition())) {
                    return false;
                }
            }
            return readers.add(reader);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Returns true if a reader is neither too far behind nor ahead; the shared tail may itself have begun far behind.
     */
    private boolean isNear(Checkpoint checkpoint) {
        if (live == null) {
            recent.clear();
            recentBehind = checkpoint.sequence();
            sequence = recentBehind;
            live = opener.apply(checkpoint, this);
        }
        return checkpoint.sequence() >= recentBehind && checkpoint.sequence() <= sequence;
    }

    private static boolean serve(ReplayTail reader, EventBatch batch, long endPosition) {
        if (batch.firstSequence() <= reader.checkpoint().sequence()) {
            return true;
        }
        return reader.hasRoom() && reader.serve(batch, endPosition);
    }

    /** Removes a reader; on return it is no longer served. */
    void leave(ReplayTail reader) {
        lock.lock();
        try {
            readers.remove(reader);
        } finally {
            lock.unlock();
        }
    }

    boolean serves(ReplayTail reader) {
        lock.lock();
        try {
            return readers.contains(reader);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void on(EventBatch batch, long endPosition) {
        lock.lock();
        try {
            recent.add(new Recent(batch, endPosition));
            sequence = batch.lastSequence();
            if (recent.size() > RECENT_MAX) {
                recentBehind = recent.remove().batch().lastSequence();
            }
            readers.removeIf(reader -> !serve(reader, batch, endPosition) && reader.goOnAlone());
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void idle() {
        lock.lock();
        try {
            readers.forEach(ReplayTail::serveIdle);
        } finally {
            lock.unlock();
        }
    }

    /** Lets each reader find and report the reason by itself. */
    @Override
    public void stopped(Throwable why) {
        lock.lock();
        try {
            live = null;
            readers.removeIf(ReplayTail::goOnAlone);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        ReplayTail last;
        lock.lock();
        try {
            closed = true;
            last = live;
            live = null;
            readers.removeIf(ReplayTail::goOnAlone);
        } finally {
            lock.unlock();
        }
        if (last != null) {
            last.close();
        }
    }
}
