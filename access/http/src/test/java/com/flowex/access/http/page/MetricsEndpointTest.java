package com.flowex.access.http.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Closes finding F10: eight readers cost what one does. */
class MetricsEndpointTest {

    @Test
    void concurrentReadersShareOneRenderingPerSecond() {
        AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
        AtomicInteger made = new AtomicInteger();
        MetricsEndpoint figures = new MetricsEndpoint(() -> "figures " + made.incrementAndGet(), List.of(), nanos::get);

        EncodedContent first = figures.fresh();
        for (int i = 0; i < 8; i++) {
            assertSame(first, figures.fresh());
        }
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(1));
        figures.fresh();
        figures.fresh();

        assertEquals(2, made.get());
    }
}
