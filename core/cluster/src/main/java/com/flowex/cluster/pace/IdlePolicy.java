package com.flowex.cluster.pace;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.agrona.concurrent.IdleStrategy;

/**
 * Idle policy with three gears for all threads of a node: hot for a second after a command, cold for some seconds, and
 * then at rest. The command that ends another gear wakes all threads, so it does not wait for any of them.
 *
 * @see <a href="../../../../../../../../../docs/adr/0008-idle-in-two-gears.md">ADR 0008</a>
 */
public final class IdlePolicy {
    static final long HOT_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** Park time of a thread that others wake when they have work for it. */
    private static final long LISTENING_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    /** Park time of a thread that receives over a network, while hot; with the timer's slack it is about twice as long. */
    private static final long RECEIVING_HOT_NANOS = TimeUnit.MICROSECONDS.toNanos(50);

    /** Park time of the same in the other gears: an order that ends a quiet time passes four processes. */
    private static final long RECEIVING_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private static final long COLD_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    /** Time from the hot gear, or from the start, to the rest: requests to archives, which wake no thread, mostly come in it. */
    static final long COLD_TIME_NANOS = TimeUnit.SECONDS.toNanos(5);

    /** Park time at rest of a thread that the others of its process wake. */
    private static final long REST_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final boolean networked;
    private final LongSupplier clock;
    private final List<ParkingIdleStrategy> waiters = new CopyOnWriteArrayList<>();
    private volatile long hotUntilNanos;

    /** @param networked true if work also comes from other processes: then no thread rests longer than in the cold gear */
    public IdlePolicy(boolean networked) {
        this(networked, System::nanoTime);
    }

    IdlePolicy(boolean networked, LongSupplier clock) {
        this.networked = networked;
        this.clock = clock;
        this.hotUntilNanos = clock.getAsLong();
    }

    /**
     * Notes that a command is on its way. This costs two reads while hot. Each time it sets the gear, at most twice a
     * second, it wakes all threads. A thread that has just found the node cold may be about to park for long.
     */
    public void command() {
        long now = clock.getAsLong();
        if (hotUntilNanos - now < HOT_NANOS / 2) {
            hotUntilNanos = now + HOT_NANOS;
            waiters.forEach(ParkingIdleStrategy::wake);
        }
    }

    /**
     * Returns an idle strategy for a thread whose work comes over a network, which wakes no thread; its sleep stays
     * short.
     */
    public ParkingIdleStrategy receiving() {
        return new ParkingIdleStrategy(this, RECEIVING_HOT_NANOS, RECEIVING_NANOS, RECEIVING_NANOS);
    }

    /** Returns an idle strategy for a thread whose work is announced by {@link ParkingIdleStrategy#wakes}, or is not urgent. */
    public ParkingIdleStrategy listening() {
        return new ParkingIdleStrategy(this, LISTENING_NANOS, COLD_NANOS, restNanos());
    }

    /** Returns an idle strategy like {@link #listening} for a thread whose timers may not be late. */
    public ParkingIdleStrategy timing() {
        return new ParkingIdleStrategy(this, LISTENING_NANOS, COLD_NANOS, COLD_NANOS);
    }

    private long restNanos() {
        return networked ? COLD_NANOS : REST_NANOS;
    }

    /** Returns an idle strategy for a short wait, such as for a connection or an answer of an archive. */
    public IdleStrategy idleStrategy() {
        return ShortIdleStrategy.SHORT;
    }

    /** Returns the park time in the present gear. */
    long parkNanos(long hotNanos, long coldNanos, long restingNanos) {
        long left = hotUntilNanos - clock.getAsLong();
        if (left > 0) {
            return hotNanos;
        }
        return left > -COLD_TIME_NANOS ? coldNanos : restingNanos;
    }

    /** Returns true if work also comes from other processes. */
    public boolean isNetworked() {
        return networked;
    }

    /** Returns the number of threads that a command wakes. */
    int registered() {
        return waiters.size();
    }

    void register(ParkingIdleStrategy waiter) {
        waiters.removeIf(ParkingIdleStrategy::isOver);
        waiters.add(waiter);
    }
}
