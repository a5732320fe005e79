package com.flowex.platform.projection;

import com.flowex.cluster.tail.Checkpoint;
import com.flowex.protocol.event.EventBatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Batches that the tail has read and the writer has not written yet. The buffer is bounded, so a slow database slows
 * the tail.
 */
final class PendingBatches {

    /** Largest number of events in memory, about 200 bytes each: 26 MB. */
    private static final int EVENTS_MAX = 131_072;

    /** @param end checkpoint behind the last of the batches */
    record Flush(List<EventBatch> batches, Checkpoint end) {}

    static final Flush NOTHING = new Flush(List.of(), Checkpoint.START);

    private record Pending(EventBatch batch, long endPosition) {}

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition filled = lock.newCondition();
    private final Condition emptied = lock.newCondition();
    private final List<Pending> pending = new ArrayList<>();
    private final int wakeAtEvents;
    private final BooleanSupplier isAwaited;
    private int events;
    private boolean closed;

    /**
     * Creates an empty buffer.
     *
     * @param wakeAtEvents number of events of a whole flush, which is not held back for more
     * @param isAwaited true if a reader waits for the next flush; a reader that begins to wait calls {@link #hurry}
     */
    PendingBatches(int wakeAtEvents, BooleanSupplier isAwaited) {
        this.wakeAtEvents = wakeAtEvents;
        this.isAwaited = isAwaited;
    }

    /**
     * Adds a batch; called by the tail. It waits while too much is pending. Once the buffer is closed it keeps nothing.
     */
    void add(EventBatch batch, long endPosition) throws InterruptedException {
        lock.lock();
        try {
            while (events >= EVENTS_MAX && !closed) {
                emptied.await();
            }
            if (closed) {
                return;
            }
            boolean wasEmpty = pending.isEmpty();
            boolean wasShort = events < wakeAtEvents;
            pending.add(new Pending(batch, endPosition));
            events += batch.count();
            // The writer is woken when there is something, and when there is enough, but not for every command in
            // between.
            if (wasEmpty || wasShort && events >= wakeAtEvents) {
                filled.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Returns true if the next {@link #add} does not wait; called by the tail. */
    boolean hasRoom() {
        lock.lock();
        try {
            return events < EVENTS_MAX;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits for batches, then takes a flush of whole batches; called by the writer.
     *
     * @param idle longest wait; after it the flush has no batches
     * @return null when the buffer is closed
     */
    @Nullable
    Flush take(FlushPace pace, Duration idle) throws InterruptedException {
        lock.lock();
        try {
            long idleNanos = idle.toNanos();
            while (!closed && pending.isEmpty() && idleNanos > 0) {
                idleNanos = filled.awaitNanos(idleNanos);
            }
            if (!closed && pending.isEmpty()) {
                return NOTHING;
            }
            long waitNanos = leftNanos(pace);
            while (!closed && events < wakeAtEvents && waitNanos > 0) {
                filled.awaitNanos(waitNanos);
                waitNanos = leftNanos(pace);
            }
            return closed ? null : taken();
        } finally {
            lock.unlock();
        }
    }

    private long leftNanos(FlushPace pace) {
        return (isAwaited.getAsBoolean() ? pace.awaitedNanos() : pace.earliestNanos()) - System.nanoTime();
    }

    /** Wakes the writer, because a reader now waits for the pending batches. */
    void hurry() {
        lock.lock();
        try {
            filled.signal();
        } finally {
            lock.unlock();
        }
    }

    private Flush taken() {
        List<EventBatch> batches = new ArrayList<>();
        int count = 0;
        int index = 0;
        while (index < pending.size() && count < wakeAtEvents) {
            EventBatch batch = pending.get(index++).batch();
            batches.add(batch);
            count += batch.count();
        }
        Pending last = pending.get(index - 1);
        Checkpoint end = new Checkpoint(last.batch().lastSequence(), last.endPosition());
        pending.subList(0, index).clear();
        events -= count;
        emptied.signalAll();
        return new Flush(batches, end);
    }

    /** Waits until the buffer is closed, or until the time is over. */
    void awaitClosed(Duration longest) throws InterruptedException {
        long leftNanos = longest.toNanos();
        lock.lock();
        try {
            while (!closed && leftNanos > 0) {
                leftNanos = emptied.awaitNanos(leftNanos);
            }
        } finally {
            lock.unlock();
        }
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
            filled.signalAll();
            emptied.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
