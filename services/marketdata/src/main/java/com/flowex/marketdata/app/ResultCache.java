package com.flowex.marketdata.app;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Cache of expensive results. A result is kept until its version changes, and no longer than its lifetime, because a
 * window moves on also when nothing happens. A caller that asks while the same result is computed waits for it. Safe
 * for many threads.
 *
 * @param <R> type of the results
 */
final class ResultCache<R> {

    private static final int RESULTS_MAX = 10_000;

    /**
     * Key of a result.
     *
     * @param subject symbol of a market, or nothing for all markets of the tenant, and the other parameters
     */
    record Question(int tenant, String subject) {}

    private record Answered<R>(long version, R result) {}

    private final Cache<Question, Answered<R>> results;
    private final Counter hits;
    private final Counter misses;

    /** @param kind kind of the results, as metrics name it */
    ResultCache(String kind, Duration lifetime, MeterRegistry registry) {
        this.results = Caffeine.newBuilder()
                .maximumSize(RESULTS_MAX)
                .expireAfterWrite(lifetime)
                .build();
        this.hits = counter(kind, "hit", registry);
        this.misses = counter(kind, "miss", registry);
    }

    private static Counter counter(String kind, String outcome, MeterRegistry registry) {
        return Counter.builder("flowex.market.data.cache.requests")
                .description("Requests for computed market data: answered from memory (hit) or computed (miss)")
                .tag("kind", kind)
                .tag("outcome", outcome)
                .register(registry);
    }

    /**
     * Returns the result of a question, computed if there is none of this version.
     *
     * @param version version of the source data; a result of another version is dropped
     */
    R of(Question question, long version, Supplier<R> compute) {
        Answered<R> known = results.getIfPresent(question);
        if (known != null && known.version == version) {
            hits.increment();
            return known.result;
        }
        return results.asMap()
                .compute(question, (_, meanwhile) -> {
                    if (meanwhile != null && meanwhile.version == version) {
                        hits.increment();
                        return meanwhile;
                    }
                    misses.increment();
                    return new Answered<>(version, compute.get());
                })
                .result;
    }
}
