package com.flowex.ground.redis;

import com.flowex.ground.settings.SettingsReader;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * The Redis that several processes share.
 *
 * @param url absent: every process keeps to itself
 * @param timeout an answer that takes longer counts as none
 */
public record RedisSettings(Optional<String> url, Duration timeout) {

    private static final String RULE = "redis://[user:password@]host:6379/0 or rediss://...";

    public static RedisSettings read(SettingsReader reader) {
        reader.group("Redis");
        String url = reader.secret("FLOWEX_REDIS_URL", RULE, "shared rate limits; empty: each process counts alone");
        Duration timeout = reader.duration(
                "FLOWEX_REDIS_TIMEOUT_MS",
                Duration.ofMillis(250),
                Duration.ofMillis(1),
                10_000,
                "an answer that takes longer counts as none");
        if (!url.isEmpty() && !isRedis(url)) {
            // The text may hold a password: the rule is repeated, the value is not.
            reader.refuse("FLOWEX_REDIS_URL must look like " + RULE);
            return new RedisSettings(Optional.empty(), timeout);
        }
        return new RedisSettings(url.isEmpty() ? Optional.empty() : Optional.of(url), timeout);
    }

    private static boolean isRedis(String url) {
        try {
            URI uri = URI.create(url);
            return uri.getHost() != null && ("redis".equals(uri.getScheme()) || "rediss".equals(uri.getScheme()));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    @Override
    public String toString() {
        return "RedisSettings[" + (url.isPresent() ? "***" : "none") + ", " + timeout + "]";
    }
}
