package com.flowex.platform.projection.status;

import com.flowex.platform.errors.Refusal;
import com.flowex.platform.projection.tenant.StoppedTenant;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Progress of a view, with a way to wait for more. Thread-safe. */
public final class ViewProgress {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    private final AtomicInteger waiting = new AtomicInteger();
    private volatile Runnable whenAwaited = () -> {};
    private volatile long applied;
    private volatile Map<Integer, StoppedTenant> stopped = Map.of();

    /** Returns the number of the last event that the view shows. */
    public long applied() {
        return applied;
    }

    /** Returns the stopped tenants; {@link #applied} does not count for them. */
    public Map<Integer, StoppedTenant> stopped() {
        return stopped;
    }

    /**
     * Requires that the view shows an event, within a time limit, and has not stopped for a tenant.
     *
     * @throws Refusal {@code view_behind} if it does not
     */
    public void require(int tenant, long sequence, Duration longest) {
        requireReached(sequence, longest);
        requireShown(tenant);
    }

    /**
     * Requires that the view shows an event, within a time limit.
     *
     * @throws Refusal {@code view_behind} if it does not
     */
    public void requireReached(long sequence, Duration longest) {
        try {
            if (!await(sequence, longest)) {
                throw Refusal.viewBehind(sequence, applied());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Refusal.viewBehind(sequence, applied());
        }
    }

    /**
     * Requires that the view has not stopped for a tenant.
     *
     * @throws Refusal {@code view_behind} if it has stopped
     */
    public void requireShown(int tenant) {
        StoppedTenant at = stopped.get(tenant);
        if (at != null) {
            throw Refusal.viewStopped(at.shown());
        }
    }

    /** Sets the stopped tenants. */
    public void stopped(Map<Integer, StoppedTenant> tenants) {
        stopped = tenants;
    }

    /**
     * Waits until the view shows an event.
     *
     * @return true if it does
     */
    public boolean await(long sequence, Duration timeout) throws InterruptedException {
        if (applied >= sequence) {
            return true;
        }
        waiting.incrementAndGet();
        try {
            whenAwaited.run();
            return awaitMoved(sequence, timeout.toNanos());
        } finally {
            waiting.decrementAndGet();
        }
    }

    private boolean awaitMoved(long sequence, long longestNanos) throws InterruptedException {
        long leftNanos = longestNanos;
        lock.lock();
        try {
            while (applied < sequence && leftNanos > 0) {
                leftNanos = moved.awaitNanos(leftNanos);
            }
            return applied >= sequence;
        } finally {
            lock.unlock();
        }
    }

    /** Returns true if a reader waits for the view now. */
    public boolean isAwaited() {
        return waiting.get() > 0;
    }

    /** Sets the callback for every reader that begins to wait; it must return at once. */
    public void whenAwaited(Runnable call) {
        whenAwaited = call;
    }

    /** Notes the progress and wakes all waiting readers; public for views that are kept only in memory. */
    public void reached(long sequence) {
        lock.lock();
        try {
            applied = sequence;
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
