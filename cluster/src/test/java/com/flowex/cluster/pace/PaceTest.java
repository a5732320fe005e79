package com.flowex.cluster.pace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class PaceTest {
    private static final int ROUNDS = 1_000;
    private static final int TURNS = 50_000;
    private static final long LONG_NANOS = TimeUnit.SECONDS.toNanos(20);

    private final Pace pace = new Pace();
    private volatile boolean over;

    @AfterEach
    void end() {
        over = true;
    }

    /** Counts how often a thread comes round that finds nothing to do. */
    private AtomicInteger rounds(Waiter waiter) throws InterruptedException {
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

    private static long nanosFor(AtomicInteger rounds, int count) {
        long begin = System.nanoTime();
        int end = rounds.get() + count;
        while (rounds.get() < end) {
            Thread.onSpinWait();
        }
        return System.nanoTime() - begin;
    }

    @Test
    void aThreadThatLooksForWorkIsSlowUntilACommandComes() throws InterruptedException {
        AtomicInteger rounds = rounds(pace.looking());
        assertFalse(pace.hot());
        assertTrue(nanosFor(rounds, 10) > TimeUnit.MILLISECONDS.toNanos(80), "10 rounds of 10 ms");
        pace.command();
        assertTrue(pace.hot());
        long hot = nanosFor(rounds, 50);
        assertTrue(hot < TimeUnit.MILLISECONDS.toNanos(400), "50 rounds took " + hot);
    }

    /** Goal: work wakes who comes next, whether that waits already or is about to; it looks twice each time. */
    @Test
    void workThatIsDoneWakesWhoComesNext() throws InterruptedException {
        Waiter first = pace.listening();
        Waiter second = pace.listening();
        first.wakes(second);
        AtomicInteger rounds = rounds(second);
        long begin = System.nanoTime();
        for (int i = 0; i < ROUNDS; i++) {
            int before = rounds.get();
            first.idle(1);
            while (rounds.get() < before + 2) {
                Thread.onSpinWait();
            }
        }
        long each = (System.nanoTime() - begin) / ROUNDS;
        assertTrue(each < TimeUnit.MILLISECONDS.toNanos(5), "cold, a round is 10 ms; woken, it took " + each);
    }

    /** Two threads take turns; each would wait for 20 s, longer than all of it may take, if it were not woken. */
    @Test
    void noWakeUpIsLost() throws InterruptedException {
        Waiter ping = new Waiter(pace, LONG_NANOS, LONG_NANOS);
        Waiter pong = new Waiter(pace, LONG_NANOS, LONG_NANOS);
        ping.wakes(pong);
        pong.wakes(ping);
        AtomicInteger turn = new AtomicInteger();
        long begin = System.nanoTime();
        Thread other = Thread.ofPlatform().daemon().start(() -> takeTurns(pong, turn, 1));
        takeTurns(ping, turn, 0);
        other.join();
        assertEquals(2 * TURNS, turn.get());
        assertTrue(System.nanoTime() - begin < LONG_NANOS);
    }

    private void takeTurns(Waiter waiter, AtomicInteger turn, int parity) {
        long begin = System.nanoTime();
        while (turn.get() < 2 * TURNS && System.nanoTime() - begin < LONG_NANOS) {
            int work = 0;
            int now = turn.get();
            if (now < 2 * TURNS && now % 2 == parity) {
                // Published as Aeron publishes: in order, with nothing that orders later reads.
                turn.setRelease(now + 1);
                work = 1;
            }
            waiter.idle(work);
        }
    }

    @Test
    void aThreadLooksOnceMoreBeforeItsFirstPark() {
        Waiter waiter = new Waiter(pace, LONG_NANOS, LONG_NANOS);
        waiter.wake();
        waiter.idle(0);
        assertFalse(pace.hot());
        long begin = System.nanoTime();
        waiter.idle(0);
        assertTrue(System.nanoTime() - begin < LONG_NANOS / 2);
    }

    @Test
    void aThreadThatIsOverIsForgotten() throws InterruptedException {
        Waiter gone = pace.looking();
        Thread thread = Thread.ofPlatform().start(() -> gone.idle(0));
        thread.join();
        assertTrue(gone.isOver());
        pace.command();
    }
}
