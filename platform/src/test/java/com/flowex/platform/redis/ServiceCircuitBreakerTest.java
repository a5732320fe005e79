package com.flowex.platform.redis;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Services that are left alone, for how long, and how often that is logged; by a clock of the test's own. */
class ServiceCircuitBreakerTest {

    private static final Duration REST = Duration.ofSeconds(5);

    /** Near the end of what a long holds: a clock of nanoseconds may begin anywhere. */
    private long nanos = Long.MAX_VALUE - REST.toNanos();

    private final ServiceCircuitBreaker breaker = new ServiceCircuitBreaker(true, REST, () -> nanos);

    @Test
    void threeFailuresInARowOpenIt() {
        assertFalse(breaker.failed());
        assertFalse(breaker.failed());
        breaker.succeeded();
        assertFalse(breaker.failed());
        assertFalse(breaker.failed());
        assertTrue(breaker.permits());
        assertTrue(breaker.failed());
        assertTrue(breaker.isOpen());
        assertFalse(breaker.permits());
    }

    @Test
    void openBreakerPermitsOneCallPerRestUntilSuccess() {
        open();
        pass(REST.minusNanos(1));
        assertFalse(breaker.permits());
        pass(Duration.ofNanos(1));
        assertTrue(breaker.permits());
        assertFalse(breaker.permits(), "the second of this rest");
        assertFalse(breaker.failed(), "it was open before");
        pass(REST);
        assertTrue(breaker.permits());
        breaker.succeeded();
        assertFalse(breaker.isOpen());
        assertTrue(breaker.permits());
        assertTrue(breaker.permits());
    }

    /** Found by ./flowex chaos: of a Redis that was slow, not away, four lines came in a second. */
    @Test
    void repeatedOpeningIsReportedOncePerMinute() {
        assertTrue(open());
        for (int second = 1; second < 60; second++) {
            pass(Duration.ofSeconds(1));
            breaker.succeeded();
            assertFalse(open(), "after " + second + " s");
            assertTrue(breaker.isOpen());
        }
        pass(Duration.ofSeconds(1));
        breaker.succeeded();
        assertTrue(open());
    }

    @Test
    void disabledBreakerPermitsAllCalls() {
        ServiceCircuitBreaker off = new ServiceCircuitBreaker(false, REST, () -> nanos);
        for (int i = 0; i < 10; i++) {
            assertTrue(off.permits());
            assertFalse(off.failed());
        }
        assertFalse(off.isOpen());
    }

    /** True if it is to be reported. */
    private boolean open() {
        boolean isSent = false;
        for (int i = 0; i < 3; i++) {
            isSent |= breaker.failed();
        }
        return isSent;
    }

    private void pass(Duration time) {
        nanos += time.toNanos();
    }
}
