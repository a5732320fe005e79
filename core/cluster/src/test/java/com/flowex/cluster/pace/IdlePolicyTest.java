package com.flowex.cluster.pace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.agrona.concurrent.IdleStrategy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(600)
class IdlePolicyTest {
    private static final int SPELLS = 100;
    private static final int ROUNDS = 1_000;
    private static final int TURNS = 50_000;
    private static final long TURNS_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final long LONG_NANOS = TimeUnit.SECONDS.toNanos(20);

    /** Between two looks of whoever counts, so that it leaves the cores to those it counts. */
    private static final long CHECK_INTERVAL_NANOS = TimeUnit.MICROSECONDS.toNanos(20);

    /** Ten cold rounds are 10 ms each. A busy machine makes them longer, never shorter. */
    private static final long TEN_COLD_NANOS = TimeUnit.MILLISECONDS.toNanos(80);

    private final IdlePolicy pace = new IdlePolicy(false);
    private volatile boolean over;

    @AfterEach
    void end() {
        over = true;
    }

    private boolean isHot() {
        return pace.parkNanos(1, 2, 3) == 1;
    }

    /** Counts how often a thread comes round that finds nothing to do. */
    private AtomicInteger rounds(ParkingIdleStrategy waiter) throws InterruptedException {
        AtomicInteger rounds = new AtomicInteger();
        CountDownLatch begun = new CountDownLatch(1);
        Thread.ofPlatform().daemon().start(() -> {
            while (!over) {
                waiter.idle(0);
                rounds.incrementAndGet();
                begun.countDown();
            }
        });
        begun.await();
        return rounds;
    }

    /** Closes finding F17: a way of waiting was made for each replay, and kept for as long as its thread lived. */
    @Test
    void waitingStrategiesAreNotRetained() {
        for (int i = 0; i < 100; i++) {
            IdleStrategy moment = pace.idleStrategy();
            moment.idle(0);
            moment.idle(0);
            moment.idle();
        }
        assertEquals(0, pace.registered());
    }

    private static long nanosFor(AtomicInteger rounds, int count) {
        return nanosUntil(rounds, rounds.get() + count);
    }

    private static long nanosUntil(AtomicInteger rounds, int end) {
        long begin = System.nanoTime();
        while (rounds.get() < end) {
            LockSupport.parkNanos(CHECK_INTERVAL_NANOS);
        }
        return System.nanoTime() - begin;
    }

    @Test
    void aThreadThatLooksForWorkIsSlowUntilACommandComes() throws InterruptedException {
        AtomicInteger rounds = rounds(pace.listening());
        assertFalse(isHot());
        assertTrue(nanosFor(rounds, 10) > TEN_COLD_NANOS, "10 rounds of 10 ms");
        pace.command();
        assertTrue(isHot());
        long hot = Long.MAX_VALUE;
        for (int spell = 0; spell < SPELLS && hot >= TEN_COLD_NANOS; spell++) {
            pace.command();
            hot = Math.min(hot, nanosFor(rounds, 10));
        }
        assertTrue(hot < TEN_COLD_NANOS, "10 rounds took " + hot + " at best");
    }

    @Test
    void threadsRestFiveSecondsAfterTheHotTime() {
        AtomicLong now = new AtomicLong(Long.MAX_VALUE - TimeUnit.SECONDS.toNanos(3));
        IdlePolicy alone = new IdlePolicy(false, now::get);
        assertEquals(2, alone.parkNanos(1, 2, 3), "cold from the beginning");
        alone.command();
        assertEquals(1, alone.parkNanos(1, 2, 3));
        now.addAndGet(IdlePolicy.HOT_NANOS);
        assertEquals(2, alone.parkNanos(1, 2, 3));
        now.addAndGet(IdlePolicy.COLD_TIME_NANOS);
        assertEquals(3, alone.parkNanos(1, 2, 3), "at rest, though the clock has wrapped");
        alone.command();
        assertEquals(1, alone.parkNanos(1, 2, 3));
    }

    /** Goal: work wakes who comes next, whether that waits already or is about to; it looks twice each time. */
    @Test
    void doneWorkWakesTheNextThread() throws InterruptedException {
        ParkingIdleStrategy first = pace.listening();
        ParkingIdleStrategy second = pace.listening();
        first.wakes(second);
        AtomicInteger rounds = rounds(second);
        long[] tookNanos = new long[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            int before = rounds.get();
            first.idle(1);
            tookNanos[i] = nanosUntil(rounds, before + 2);
        }
        Arrays.sort(tookNanos);
        // On a busy machine a woken thread waits for a core, so not every round is short.
        long tenth = tookNanos[ROUNDS / 10];
        assertTrue(tenth < TimeUnit.MILLISECONDS.toNanos(5), "cold, a round is 10 ms; woken, it took " + tenth);
    }

    /** Two threads take turns for 5 s at most; each would wait for 20 s, longer than all of it, if it were not woken. */
    @Test
    void noWakeUpIsLost() throws InterruptedException {
        ParkingIdleStrategy ping = new ParkingIdleStrategy(pace, LONG_NANOS, LONG_NANOS, LONG_NANOS);
        ParkingIdleStrategy pong = new ParkingIdleStrategy(pace, LONG_NANOS, LONG_NANOS, LONG_NANOS);
        ping.wakes(pong);
        pong.wakes(ping);
        AtomicInteger turn = new AtomicInteger();
        long begin = System.nanoTime();
        long end = begin + TURNS_NANOS;
        Thread other = Thread.ofPlatform().daemon().start(() -> takeTurns(pong, turn, 1, end));
        takeTurns(ping, turn, 0, end);
        other.join();
        assertTrue(System.nanoTime() - begin < LONG_NANOS, "turns taken: " + turn);
    }

    /** A thread that expects nothing parks for 20 s here, and is woken by each piece of work, published just before. */
    @Test
    void workWakesAThreadThatExpectsNothing() throws InterruptedException {
        ParkingIdleStrategy waiter = new ParkingIdleStrategy(pace, LONG_NANOS, LONG_NANOS, LONG_NANOS);
        AtomicInteger published = new AtomicInteger();
        AtomicInteger done = new AtomicInteger();
        Thread.ofPlatform().daemon().start(() -> {
            waiter.expects(false);
            while (!over) {
                int work = published.getAcquire() - done.get();
                done.addAndGet(work);
                waiter.idle(work);
            }
        });
        long begin = System.nanoTime();
        for (int i = 1; i <= ROUNDS; i++) {
            published.setRelease(i);
            waiter.wakeResting();
            while (done.get() < i && System.nanoTime() - begin < LONG_NANOS) {
                Thread.onSpinWait();
            }
        }
        assertEquals(ROUNDS, done.get());
        assertTrue(System.nanoTime() - begin < LONG_NANOS, "a wake-up was lost");
    }

    private void takeTurns(ParkingIdleStrategy waiter, AtomicInteger turn, int parity, long end) {
        while (turn.get() < 2 * TURNS && System.nanoTime() - end < 0) {
            int work = 0;
            int now = turn.get();
            if (now < 2 * TURNS && now % 2 == parity) {
                // Published as Aeron publishes: in order, with nothing that orders later reads.
                turn.setRelease(now + 1);
                work = 1;
            }
            waiter.idle(work);
        }
        // The other may wait for a turn that does not come.
        waiter.idle(1);
    }

    @Test
    void aThreadLooksOnceMoreBeforeItsFirstPark() {
        ParkingIdleStrategy waiter = new ParkingIdleStrategy(pace, LONG_NANOS, LONG_NANOS, LONG_NANOS);
        waiter.wake();
        waiter.idle(0);
        assertFalse(isHot());
        long begin = System.nanoTime();
        waiter.idle(0);
        assertTrue(System.nanoTime() - begin < LONG_NANOS / 2);
    }

    @Test
    void aThreadThatIsOverIsForgotten() throws InterruptedException {
        ParkingIdleStrategy strategy = pace.listening();
        Thread thread = Thread.ofPlatform().start(() -> strategy.idle(0));
        thread.join();
        assertTrue(strategy.isOver());
        pace.command();
    }
}
