package com.flowex.access.ratelimit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;

/** Budgets in this process's memory. */
public final class LocalBudgets implements Budgets {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    /** Key of a budget; it contains the quota, so that a changed quota is a new budget. */
    private record Key(String budget, Quota quota) {}

    private final Cache<Key, Bucket> buckets;

    /**
     * @param budgetsMax number of budgets, about 300 bytes each; beyond it the least used are forgotten, and full when
     *     they come back
     */
    public LocalBudgets(int budgetsMax) {
        buckets = Caffeine.newBuilder()
                .maximumSize(budgetsMax)
                .expireAfterAccess(Duration.ofMinutes(30))
                .build();
    }

    @Override
    public DrawResult draw(String budget, Quota quota, int requests) {
        Bucket bucket = buckets.get(new Key(budget, quota), key -> bucket(key.quota()));
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(requests);
        return new DrawResult(probe.isConsumed(), probe.getRemainingTokens(), probe.getNanosToWaitForRefill());
    }

    static Bucket bucket(Quota quota) {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(quota.capacity()).refillGreedy(quota.perMinute(), MINUTE))
                .withNanosecondPrecision()
                .build();
    }

    @Override
    public void close() {
        buckets.invalidateAll();
    }
}
