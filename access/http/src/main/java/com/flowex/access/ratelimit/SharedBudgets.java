package com.flowex.access.ratelimit;

import com.flowex.platform.redis.Redis;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.redis.lettuce.Bucket4jLettuce;
import io.github.bucket4j.redis.lettuce.cas.LettuceBasedProxyManager;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import java.time.Duration;

/** Budgets in Redis, shared by all processes; while Redis is away each process falls back to budgets of its own. */
public final class SharedBudgets implements Budgets {

    private static final String PREFIX = "flowex:rate:";
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Redis redis;
    private final Budgets local;
    private final LettuceBasedProxyManager<String> proxies;

    public SharedBudgets(Redis redis, Budgets local) {
        this.redis = redis;
        this.local = local;
        this.proxies = Bucket4jLettuce.casBasedBuilder(
                        redis.connection(RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE)))
                .requestTimeout(redis.timeout())
                .expirationAfterWrite(ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(MINUTE))
                .build();
    }

    @Override
    public DrawResult draw(String budget, Quota quota, int requests) {
        return redis.guarded(() -> shared(budget, quota, requests))
                .orElseGet(() -> local.draw(budget, quota, requests));
    }

    private DrawResult shared(String budget, Quota quota, int requests) {
        String key = PREFIX + budget + "/" + quota.perMinute() + "/" + quota.capacity();
        ConsumptionProbe probe =
                proxies.builder().build(key, () -> configuration(quota)).tryConsumeAndReturnRemaining(requests);
        return new DrawResult(probe.isConsumed(), probe.getRemainingTokens(), probe.getNanosToWaitForRefill());
    }

    private static BucketConfiguration configuration(Quota quota) {
        return BucketConfiguration.builder()
                .addLimit(limit -> limit.capacity(quota.capacity()).refillGreedy(quota.perMinute(), MINUTE))
                .build();
    }

    @Override
    public void close() {
        local.close();
    }
}
