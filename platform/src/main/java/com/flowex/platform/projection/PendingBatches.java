package com.flowex.platform.projection;

import com.flowex.cluster.tail.Checkpoint;
import com.flowex.protocol.EventBatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** What the tail has read and the writer has not yet written: bounded, so a slow database slows the tail. */
final class PendingBatches {

    /** Events in memory at most, about 200 bytes each: 13 MB. */
    private static final int EVENTS_MAX = 65_536;

    /** @param end the checkpoint behind the last of the batches */
    record Flush(List<EventBatch> batches, Checkpoint end) {}

    private record Pending(EventBatch batch, long endPosition) {}

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<Pending> pending = new ArrayList<>();
    private int events;
    private boolean closed;

    /** Called by the tail; waits while too much is pending. */
    void add(EventBatch batch, long endPosition) throws InterruptedException {
        lock.lock();
        try {
            while (events >= EVENTS_MAX && !closed) {
                changed.await();
            }
            pending.add(new Pending(batch, endPosition));
            events += batch.count();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Called by the writer: waits until there is something, then takes up to {@code eventsMax} events, whole batches.
     *
     * @param earliestNanos not before this {@link System#nanoTime()}, unless a whole flush is at hand
     * @return null when it is closed
     */
    @Nullable
    Flush take(int eventsMax, long earliestNanos) throws InterruptedException {
        lock.lock();
        try {
            while (!closed && pending.isEmpty()) {
                changed.await();
            }
            long waitNanos = earliestNanos - System.nanoTime();
            while (!closed && events < eventsMax && waitNanos > 0) {
                waitNanos = changed.awaitNanos(waitNanos);
            }
            return closed ? null : taken(eventsMax);
        } finally {
            lock.unlock();
        }
    }

    private Flush taken(int eventsMax) {
        List<EventBatch> batches = new ArrayList<>();
        int count = 0;
        int index = 0;
        while (index < pending.size() && count < eventsMax) {
            EventBatch batch = pending.get(index++).batch();
            batches.add(batch);
            count += batch.count();
        }
        Pending last = pending.get(index - 1);
        Checkpoint end =
                new Checkpoint(last.batch().firstSequence() + last.batch().count() - 1, last.endPosition());
        pending.subList(0, index).clear();
        events -= count;
        changed.signalAll();
        return new Flush(batches, end);
    }

    boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The longest a flush is held back to collect more. */
    static final Duration PACE = Duration.ofMillis(20);
}
