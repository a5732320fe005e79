package com.flowex.cluster.pace;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.IdleStrategy;

/**
 * Two gears for all threads of a node: hot for a second after a command, cold otherwise. The command that ends the cold
 * wakes them all, so it does not wait for any of them.
 *
 * @see <a href="../../../../../../../../docs/adr/0008-idle-in-two-gears.md">ADR 0008</a>
 */
public final class Pace {
    static final long HOT_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** How late a first look at a queue may be; with the timer's slack it is about twice as long. */
    private static final long LOOKING_NANOS = TimeUnit.MICROSECONDS.toNanos(50);

    /** For a thread that others wake when they have something for it. */
    private static final long LISTENING_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    /** An order that ends a quiet time goes through four processes. */
    private static final long RECEIVING_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private static final long COLD_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private final List<Waiter> waiters = new CopyOnWriteArrayList<>();
    private volatile long hotUntilNanos = System.nanoTime();

    /**
     * A command is on its way. Costs two reads while hot. Each time it sets the gear, twice a second at most, it wakes all:
     * one that has just found the node cold may be about to park for long, however hot it was a moment ago.
     */
    public void command() {
        long now = System.nanoTime();
        if (hotUntilNanos - now < HOT_NANOS / 2) {
            hotUntilNanos = now + HOT_NANOS;
            waiters.forEach(Waiter::wake);
        }
    }

    /** How a thread waits that looks for its work itself, often while the node is hot. */
    public Waiter looking() {
        return new Waiter(this, LOOKING_NANOS, COLD_NANOS);
    }

    /** How a thread waits whose work comes over a network, which wakes nobody: it never sleeps deeply. */
    public Waiter receiving() {
        return new Waiter(this, LOOKING_NANOS, RECEIVING_NANOS);
    }

    /** How a thread waits whose work is announced by {@link Waiter#wakes}, or does not hurry. */
    public Waiter listening() {
        return new Waiter(this, LISTENING_NANOS, COLD_NANOS);
    }

    /** How a thread waits for something that takes a moment: a connection, an answer of an archive. */
    public IdleStrategy idleStrategy() {
        return Moment.SHORT;
    }

    boolean hot() {
        return hotUntilNanos - System.nanoTime() > 0;
    }

    /** Whom a command wakes. */
    int registered() {
        return waiters.size();
    }

    void register(Waiter waiter) {
        waiters.removeIf(Waiter::isOver);
        waiters.add(waiter);
    }
}
