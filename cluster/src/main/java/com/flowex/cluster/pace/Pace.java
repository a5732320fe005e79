package com.flowex.cluster.pace;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.agrona.concurrent.IdleStrategy;

/**
 * Two gears for all threads of a node. Hot, for a second after a command, they park for 100 µs at most; cold, for 10
 * ms. The command that ends the cold wakes them all, so it does not wait for them.
 *
 * @see <a href="../../../../../../../../docs/adr/0008-idle-in-two-gears.md">ADR 0008</a>
 */
public final class Pace {
    static final long HOT_NANOS = TimeUnit.SECONDS.toNanos(1);
    static final long HOT_PARK_MAX_NANOS = TimeUnit.MICROSECONDS.toNanos(100);
    static final long COLD_PARK_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private final List<Thread> threads = new CopyOnWriteArrayList<>();
    private volatile long hotUntilNanos = System.nanoTime();

    /** A command is on its way. Costs two reads while hot. */
    public void command() {
        long now = System.nanoTime();
        long remaining = hotUntilNanos - now;
        if (remaining < HOT_NANOS / 2) {
            hotUntilNanos = now + HOT_NANOS;
            if (remaining < 0) {
                threads.forEach(LockSupport::unpark);
            }
        }
    }

    /** How one thread waits; not to be shared between threads. */
    public IdleStrategy idleStrategy() {
        return new TwoGearIdleStrategy(this);
    }

    boolean hot() {
        return hotUntilNanos - System.nanoTime() > 0;
    }

    void register(Thread thread) {
        threads.removeIf(other -> !other.isAlive());
        threads.add(thread);
    }
}
