package com.flowex.marketdata.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.flowex.platform.testing.Await;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(900)
class ResultCacheTest {

    private static final ResultCache.Question ONE = new ResultCache.Question(1, "BTC-USD 24h");
    private static final ResultCache.Question OTHERS = new ResultCache.Question(2, "BTC-USD 24h");

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final AtomicInteger computed = new AtomicInteger();

    private double counted(String outcome) {
        return meters.get("flowex.market.data.cache.requests")
                .tag("kind", "test")
                .tag("outcome", outcome)
                .counter()
                .count();
    }

    @Test
    void aResultIsKeptUntilItsDataChangesAndIsOneTenantsAlone() {
        ResultCache<Integer> results = new ResultCache<>("test", Duration.ofMinutes(1), meters);
        assertEquals(1, results.of(ONE, 7, computed::incrementAndGet));
        assertEquals(1, results.of(ONE, 7, computed::incrementAndGet));
        assertEquals(2, results.of(ONE, 8, computed::incrementAndGet));
        assertEquals(3, results.of(OTHERS, 8, computed::incrementAndGet));
        assertEquals(2, results.of(ONE, 8, computed::incrementAndGet));
        assertEquals(2, counted("hit"));
        assertEquals(3, counted("miss"));
    }

    @Test
    void aResultIsKeptNoLongerThanItsLifetime() {
        ResultCache<Integer> results = new ResultCache<>("test", Duration.ofMillis(1), meters);
        results.of(ONE, 7, computed::incrementAndGet);
        Await.until(() -> results.of(ONE, 7, computed::incrementAndGet) > 1);
    }

    @Test
    void concurrentCallersShareOneComputation() throws InterruptedException {
        ResultCache<Integer> results = new ResultCache<>("test", Duration.ofMinutes(1), meters);
        CountDownLatch computing = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        CompletableFuture<Integer> first = CompletableFuture.supplyAsync(() -> results.of(ONE, 7, () -> {
            computing.countDown();
            Await.until(() -> go.getCount() == 0);
            return computed.incrementAndGet();
        }));
        computing.await();
        CompletableFuture<Integer> second =
                CompletableFuture.supplyAsync(() -> results.of(ONE, 7, computed::incrementAndGet));
        go.countDown();
        assertEquals(1, first.join());
        assertEquals(1, second.join());
        assertEquals(1, computed.get());
    }
}
