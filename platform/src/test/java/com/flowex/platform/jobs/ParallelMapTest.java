package com.flowex.platform.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Goal: parts are computed at once, answered in their order, and a failure is reported. */
@Timeout(900)
class ParallelMapTest {

    @Test
    void twoAreComputedAtOnceAndAnsweredInTheirOrder() throws InterruptedException {
        CountDownLatch both = new CountDownLatch(2);
        List<Integer> doubled = ParallelMap.each("test", 2, List.of(1, 2, 3, 4, 5), number -> {
            both.countDown();
            await(both);
            return 2 * number;
        });
        assertEquals(List.of(2, 4, 6, 8, 10), doubled);
    }

    @Test
    void emptyListHasNoResults() throws InterruptedException {
        assertEquals(List.of(), ParallelMap.each("test", 2, List.of(), number -> number));
    }

    @Test
    void failureIsThrownUnchangedWhenAllTasksHaveEnded() {
        AtomicInteger ended = new AtomicInteger();
        IllegalArgumentException why = assertThrows(
                IllegalArgumentException.class,
                () -> ParallelMap.each("test", 2, List.of(1, 2, 3), number -> {
                    ended.incrementAndGet();
                    if (number == 2) {
                        throw new IllegalArgumentException("two");
                    }
                    return number;
                }));
        assertEquals("two", why.getMessage());
        assertEquals(3, ended.get());
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(300, TimeUnit.SECONDS)) {
                throw new IllegalStateException("one at a time");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
