package com.flowex.access.ratelimit;

import com.flowex.platform.redis.Redis;
import com.flowex.platform.redis.RedisSettings;
import java.time.Duration;
import java.util.Optional;

/** Another process that draws on a shared budget; prints how often it was granted. */
final class BudgetChild {

    private BudgetChild() {}

    public static void main(String[] args) {
        RedisSettings settings = new RedisSettings(Optional.of(args[0]), Duration.ofSeconds(5));
        try (Redis redis = Redis.open(settings, true).orElseThrow()) {
            System.out.println(granted(redis, Integer.parseInt(args[1])));
        }
    }

    static int granted(Redis redis, int times) {
        int granted = 0;
        try (Budgets budgets = new SharedBudgets(redis, new LocalBudgets(10))) {
            for (int i = 0; i < times; i++) {
                granted += budgets.draw("somebody", new Quota(1, 100), 1).granted() ? 1 : 0;
            }
        }
        return granted;
    }
}
