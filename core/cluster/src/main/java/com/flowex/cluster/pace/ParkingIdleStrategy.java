package com.flowex.cluster.pace;

import java.lang.invoke.VarHandle;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.agrona.concurrent.IdleStrategy;
import org.jspecify.annotations.Nullable;

/**
 * Idle strategy of one thread: it parks and never spins, because there are more threads than cores. When the thread has
 * done work, it wakes the threads that come next.
 *
 * <p>No wake-up is lost. A thread that has done something publishes it first, then sets {@link #woken}, then unparks
 * the other if {@link #isParked}. A waiting thread takes the first flag back by one atomic exchange. If the exchange
 * sees it, it sees the data published before it, too, and the thread polls again. Otherwise the thread sets the second
 * flag and reads the first once more: either it is set now, and the thread does not park, or the other thread sees the
 * second flag and ends the park. Every park also has a time limit: a thread that is not woken polls after 50 ms.
 */
public final class ParkingIdleStrategy implements IdleStrategy {
    /** Park time of a wait in the middle of some work; with the timer's slack it is about twice as long. */
    private static final long MOMENT_NANOS = TimeUnit.MICROSECONDS.toNanos(50);

    private final IdlePolicy pace;
    private final long hotParkNanos;
    private final long coldParkNanos;
    private final long restParkNanos;
    private final List<ParkingIdleStrategy> next = new CopyOnWriteArrayList<>();
    private volatile @Nullable Thread thread;
    private final AtomicBoolean woken = new AtomicBoolean();

    /** True while the thread parks here, or is about to. A thread that waits elsewhere is not unparked for nothing. */
    private volatile boolean isParked;

    /** False while the thread has nothing under way; others wake it then. Only the thread itself uses it. */
    private boolean isExpecting = true;

    /** True while the thread awaits nothing and parks, or is about to: who has work for it has to wake it. */
    private volatile boolean isResting;

    ParkingIdleStrategy(IdlePolicy pace, long hotParkNanos, long coldParkNanos, long restParkNanos) {
        this.pace = pace;
        this.hotParkNanos = hotParkNanos;
        this.coldParkNanos = coldParkNanos;
        this.restParkNanos = restParkNanos;
    }

    /** Registers another thread that may have work whenever this thread has done some. */
    public void wakes(ParkingIdleStrategy other) {
        next.removeIf(ParkingIdleStrategy::isOver);
        next.add(other);
    }

    /**
     * Says if this thread, which calls it, awaits the outcome of something. A thread that awaits nothing is woken for new
     * work by {@link #wakeResting}.
     */
    public void expects(boolean something) {
        isExpecting = something;
    }

    /** Wakes the thread if it parks and awaits nothing. To be called after its work was published. */
    public void wakeResting() {
        // Without it, the work could be stored after the flag is read, and the thread could park between the two.
        VarHandle.fullFence();
        if (isResting) {
            wake();
        }
    }

    /** Ends the present wait, or the next if there is none. */
    void wake() {
        woken.set(true);
        if (isParked) {
            LockSupport.unpark(thread);
        }
    }

    boolean isOver() {
        Thread waiting = thread;
        return waiting != null && !waiting.isAlive();
    }

    @Override
    public void idle(int workCount) {
        if (workCount > 0) {
            setResting(false);
            next.forEach(ParkingIdleStrategy::wake);
        } else if (!woken.getAndSet(false)) {
            rest();
        }
        // A woken thread polls twice: the consensus module notes in one round what is on the disk, and commits it in
        // the next.
    }

    @Override
    public void idle() {
        // The awaited event may depend on work of this very round.
        next.forEach(ParkingIdleStrategy::wake);
        park(MOMENT_NANOS, false);
    }

    private void rest() {
        if (isExpecting || isResting) {
            setResting(!isExpecting);
            park(pace.parkNanos(hotParkNanos, coldParkNanos, restParkNanos), true);
        } else {
            // Work that was published before this did not wake the thread, so it polls once more before it parks.
            setResting(true);
        }
    }

    private void setResting(boolean resting) {
        if (isResting != resting) {
            isResting = resting;
        }
    }

    /** @param unlessWoken true if the thread polls for its work next, so that a wake-up shortly before this counts */
    private void park(long nanos, boolean unlessWoken) {
        if (isRegistered()) {
            isParked = true;
            if (!unlessWoken || !woken.get()) {
                LockSupport.parkNanos(nanos);
            }
            isParked = false;
        }
    }

    /**
     * Returns false the first time, when it registers the thread: no other could unpark it before this, so it polls once
     * more before it parks.
     */
    private boolean isRegistered() {
        Thread current = Thread.currentThread();
        if (current == thread) {
            return true;
        }
        thread = current;
        pace.register(this);
        return false;
    }

    @Override
    public void reset() {}
}
