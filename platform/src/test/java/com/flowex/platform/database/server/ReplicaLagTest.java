package com.flowex.platform.database.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ReplicaLagTest {

    private static final long SECOND = 1_000_000_000L;

    private final ReplicaLag lag = new ReplicaLag();

    @Test
    void lagIsTheAgeOfTheOldestMissingWrite() {
        lag.original(0, 100);
        assertEquals(Duration.ZERO, lag.copy(SECOND, 100));
        lag.original(2 * SECOND, 200);
        lag.original(4 * SECOND, 300);
        assertEquals(Duration.ofSeconds(7), lag.copy(9 * SECOND, 150));
        assertEquals(Duration.ofSeconds(6), lag.copy(10 * SECOND, 200));
        assertEquals(Duration.ZERO, lag.copy(11 * SECOND, 300));
    }

    @Test
    void anOriginalThatWritesNothingMakesNoneLate() {
        for (int i = 0; i < 1_000; i++) {
            lag.original(i * SECOND, 100);
        }
        assertEquals(Duration.ZERO, lag.copy(2_000 * SECOND, 100));
    }

    @Test
    void aCopyThatIsHoursBehindIsHoursBehindAllTheWay() {
        for (int i = 0; i < 10_000; i++) {
            lag.original(i * SECOND, i);
        }
        for (int at = 0; at < 9_000; at += 100) {
            Duration behind = lag.copy(10_000 * SECOND, at);
            long exact = 10_000L - at;
            assertTrue(behind.toSeconds() <= exact && behind.toSeconds() >= exact - 200, at + ": " + behind);
        }
    }
}
