package com.flowex.cluster.pace;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.agrona.concurrent.IdleStrategy;
import org.jspecify.annotations.Nullable;

/**
 * How one thread waits: it parks, and never spins, for there are more threads than cores. Work that it has done wakes
 * those who come next.
 *
 * <p>No wake-up is lost. Who has done something publishes it first, then sets {@link #woken}, then unparks. A thread
 * that waits takes the flag back by one atomic exchange: that either sees the flag, and what was published before it,
 * and then looks again instead of parking; or comes before the flag is set, and then the permit of the unpark, which
 * nothing else on its way takes, ends the park at once. And every park has an end of its own: whoever is not woken
 * looks after 10 ms.
 */
public final class Waiter implements IdleStrategy {
    /** For a wait in the middle of some work; with the timer's slack it is about twice as long. */
    private static final long MOMENT_NANOS = TimeUnit.MICROSECONDS.toNanos(50);

    private final Pace pace;
    private final long hotParkNanos;
    private final long coldParkNanos;
    private final List<Waiter> next = new CopyOnWriteArrayList<>();
    private volatile @Nullable Thread thread;
    private final AtomicBoolean woken = new AtomicBoolean();

    Waiter(Pace pace, long hotParkNanos, long coldParkNanos) {
        this.pace = pace;
        this.hotParkNanos = hotParkNanos;
        this.coldParkNanos = coldParkNanos;
    }

    /** Whenever this thread has done something, that one may have something to do. */
    public void wakes(Waiter other) {
        next.removeIf(Waiter::isOver);
        next.add(other);
    }

    /** Ends the present wait, or the next if there is none. */
    void wake() {
        woken.set(true);
        Thread waiting = thread;
        if (waiting != null) {
            LockSupport.unpark(waiting);
        }
    }

    boolean isOver() {
        Thread waiting = thread;
        return waiting != null && !waiting.isAlive();
    }

    @Override
    public void idle(int workCount) {
        if (workCount > 0) {
            next.forEach(Waiter::wake);
        } else if (!woken.getAndSet(false)) {
            park(pace.hot() ? hotParkNanos : coldParkNanos);
        }
        // Woken, it looks twice: the consensus module notes what is on the disk in one round, commits it in the next.
    }

    @Override
    public void idle() {
        // What it waits for may wait for something that it has done in this very round.
        next.forEach(Waiter::wake);
        park(MOMENT_NANOS);
    }

    private void park(long nanos) {
        Thread current = Thread.currentThread();
        if (current != thread) {
            thread = current;
            pace.register(this);
            // Nobody could unpark it before this: it looks once more before it parks.
            return;
        }
        LockSupport.parkNanos(nanos);
    }

    @Override
    public void reset() {}
}
