package com.flowex.access.auth.token;

import com.github.benmanes.caffeine.cache.Cache;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.ToDoubleFunction;

/** Metrics of a cache that records its statistics. */
public final class CacheMetrics {

    private CacheMetrics() {}

    /** @param name name of the cache for operators */
    public static void register(MeterRegistry registry, String name, Cache<?, ?> cache) {
        counter(registry, name, cache, "hit", each -> each.stats().hitCount());
        counter(registry, name, cache, "miss", each -> each.stats().missCount());
        Gauge.builder("flowex.cache.entries", cache, Cache::estimatedSize)
                .description("Entries of a cache")
                .tag("cache", name)
                .register(registry);
    }

    private static void counter(
            MeterRegistry registry,
            String name,
            Cache<?, ?> cache,
            String outcome,
            ToDoubleFunction<Cache<?, ?>> count) {
        FunctionCounter.builder("flowex.cache.requests", cache, count)
                .description("Requests to a cache: hit or miss")
                .tag("cache", name)
                .tag("outcome", outcome)
                .register(registry);
    }
}
