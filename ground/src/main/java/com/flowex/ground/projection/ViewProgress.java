package com.flowex.ground.projection;

import com.flowex.ground.refusal.Refusal;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** How far a view has come, and a place to wait until it is further. Any thread. */
public final class ViewProgress {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    private final AtomicInteger waiting = new AtomicInteger();
    private volatile Runnable whenAwaited = () -> {};
    private volatile long applied;
    private volatile Map<Integer, StoppedTenant> stopped = Map.of();

    /** Number of the last event the view shows. */
    public long applied() {
        return applied;
    }

    /** Tenants that the view shows no further; each is left out of what {@link #applied} says. */
    public Map<Integer, StoppedTenant> stopped() {
        return stopped;
    }

    /**
     * Requires that the view shows an event, for which it has a while, and goes on showing what a tenant does.
     *
     * @throws Refusal {@code view_behind} if it does not
     */
    public void require(int tenant, long sequence, Duration longest) {
        requireReached(sequence, longest);
        requireShown(tenant);
    }

    /**
     * Requires that the view shows an event, for which it has a while.
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
     * Requires that the view goes on showing what a tenant does.
     *
     * @throws Refusal {@code view_behind} if it has stopped
     */
    public void requireShown(int tenant) {
        StoppedTenant at = stopped.get(tenant);
        if (at != null) {
            throw Refusal.viewStopped(at.shown());
        }
    }

    /** Says which tenants are shown no further. */
    public void stopped(Map<Integer, StoppedTenant> tenants) {
        stopped = tenants;
    }

    /**
     * Waits until the view shows an event.
     *
     * @return whether it does
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

    /** Whether anybody waits for the view now. */
    boolean isAwaited() {
        return waiting.get() > 0;
    }

    /** Has this called by everybody who begins to wait, from now on; nothing else is. It returns at once. */
    void whenAwaited(Runnable call) {
        whenAwaited = call;
    }

    /** Tells everybody who waits; public for views that are kept in memory alone. */
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
