package com.flowex.access.http.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RefusalBackoffTest {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final RefusalBackoff backoff = new RefusalBackoff();

    private long heldMillis(long nowNanos) {
        return TimeUnit.NANOSECONDS.toMillis(backoff.refused(nowNanos, SECOND));
    }

    @Test
    void callerThatRetriesAfterTheGivenTimeIsAnsweredAtOnce() {
        for (int i = 0; i < 100; i++) {
            assertEquals(0, heldMillis(i * SECOND));
        }
    }

    @Test
    void repeatedRefusalsAreDelayedIncreasinglyUpToASecond() {
        assertEquals(0, heldMillis(0));
        assertEquals(5, heldMillis(1));
        assertEquals(10, heldMillis(2));
        assertEquals(20, heldMillis(3));
        for (int i = 0; i < 100; i++) {
            heldMillis(4 + i);
        }
        assertEquals(1_000, heldMillis(200));
    }

    @Test
    void pauseResetsTheDelay() {
        heldMillis(0);
        heldMillis(1);
        heldMillis(2);

        assertEquals(0, heldMillis(3 * SECOND));
        assertEquals(5, heldMillis(3 * SECOND + 1));
    }
}
