package com.flowex.cluster.tail;

import com.flowex.protocol.EventBatch;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * One tail for all readers of a process that are at the live end: each batch is read and decoded once. A reader comes when
 * it has caught up, and leaves when it has no room: then it reads by itself again, and holds up nobody.
 *
 * <p>Readers come and go, and are served, under one lock. Under it nobody waits for anything.
 */
public final class SharedTail implements BatchConsumer, AutoCloseable {
    /** So many batches are kept for readers that come while they are a little behind. */
    private static final int RECENT_MAX = 512;

    private record Recent(EventBatch batch, long endPosition) {}

    private final BiFunction<Checkpoint, BatchConsumer, ReplayTail> opener;
    private final ReentrantLock lock = new ReentrantLock();
    private final List<ReplayTail> readers = new ArrayList<>();
    private final Deque<Recent> recent = new ArrayDeque<>();
    private @Nullable ReplayTail live;

    /** Everything behind this event is in {@link #recent}, or still to come. */
    private long recentBehind;

    /** How far the one tail is. */
    private long sequence;

    private boolean closed;

    /** @param opener of the one tail */
    public SharedTail(BiFunction<Checkpoint, BatchConsumer, ReplayTail> opener) {
        this.opener = opener;
    }

    /**
     * From now on the reader is served from here, unless this says no.
     *
     * @return whether it is; if not it has to go on by itself
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

    /** Neither too far behind, nor ahead: the one tail may itself have begun far behind. */
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

    /** When this returns the reader is not served any more. */
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

    /** Each reader finds out by itself why, and says so. */
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
