package com.flowex.cluster.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LogClockTest {

    private final AtomicLong wall = new AtomicLong(1_000_000);
    private final AtomicLong nanos = new AtomicLong(-70);
    private final LogClock clock = new LogClock(wall::get, nanos::get);

    private void pass(long time) {
        wall.addAndGet(time);
        nanos.addAndGet(time);
    }

    @Test
    void clockFollowsTheMachinesClockWhileItAdvances() {
        assertEquals(1_000_000, clock.time());
        pass(500);
        assertEquals(1_000_500, clock.time());
        wall.addAndGet(600_000);
        assertEquals(1_600_500, clock.time(), "set forward");
    }

    @Test
    void clockRunsAtHalfSpeedAfterASetBackUntilCaughtUp() {
        clock.time();
        wall.addAndGet(-10_000);
        assertEquals(1_000_000, clock.time());
        pass(4_000);
        assertEquals(1_002_000, clock.time());
        pass(15_000);
        assertEquals(1_009_500, clock.time());
        pass(1_000);
        assertEquals(1_010_000, clock.time(), "both are there");
        pass(300);
        assertEquals(1_010_300, clock.time());
        wall.addAndGet(-1_000);
        pass(100);
        assertEquals(1_010_300, clock.time(), "set back once more: it is slowed from when that is seen");
        pass(100);
        assertEquals(1_010_350, clock.time());
    }

    @Test
    void clockIsMonotonicAndNeverStandsStillForLong() {
        Random random = new Random(20261125);
        long before = clock.time();
        for (int i = 0; i < 100_000; i++) {
            if (random.nextInt(50) == 0) {
                wall.addAndGet(random.nextLong(-1_000_000, 1_000_000));
                assertTrue(clock.time() >= before);
                before = clock.time();
            }
            long passed = random.nextLong(2, 1_000);
            pass(passed);
            long now = clock.time();
            assertTrue(now - before >= passed / 2 - 1, () -> "it went on by less than half");
            before = now;
        }
    }
}
