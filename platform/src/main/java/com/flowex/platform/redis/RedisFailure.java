package com.flowex.platform.redis;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisCommandTimeoutException;
import java.util.Map;

/**
 * Reason why Redis did not do what it was asked.
 *
 * @param words one line for the operator
 * @param isRefusal true if Redis answered, and refused
 * @param atNanos by {@link System#nanoTime}
 */
record RedisFailure(String words, boolean isRefusal, long atNanos) {

    /** First word of an error from Redis, and its meaning. */
    private static final Map<String, String> REFUSALS = Map.of(
            "OOM", "Redis is full (maxmemory) and takes no writes",
            "READONLY", "Redis takes no writes: it is a replica, FLOWEX_REDIS_URL must lead to the primary",
            "MISCONF", "Redis takes no writes: it cannot save to its disk",
            "NOREPLICAS", "Redis takes no writes: it has fewer replicas than it wants",
            "MASTERDOWN", "Redis has lost its primary",
            "LOADING", "Redis is still reading its data from disk",
            "NOAUTH", "Redis wants a password: see FLOWEX_REDIS_URL",
            "WRONGPASS", "Redis refuses the user or the password of FLOWEX_REDIS_URL",
            "NOPERM", "Redis does not permit this to the user of FLOWEX_REDIS_URL");

    static RedisFailure of(RuntimeException fault, long atNanos) {
        String message = String.valueOf(fault.getMessage());
        boolean isRefusal = fault instanceof RedisCommandExecutionException;
        if (isRefusal) {
            int end = message.indexOf(' ');
            String meaning = REFUSALS.getOrDefault(message.substring(0, Math.max(0, end)), "Redis refuses");
            return new RedisFailure(meaning + " (" + message + ")", true, atNanos);
        }
        String how = fault instanceof RedisCommandTimeoutException ? "did not answer in time" : "is not reached";
        return new RedisFailure("Redis " + how + " (" + message + ")", false, atNanos);
    }
}
