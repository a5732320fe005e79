package com.flowex.ground.redis;

import com.flowex.ground.settings.SettingsReader;
import io.lettuce.core.RedisURI;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * The Redis that several processes share.
 *
 * @param url absent: every process keeps to itself
 * @param timeout an answer that takes longer counts as none
 * @param connections of this process; each carries the questions of many at once
 */
public record RedisSettings(Optional<String> url, Duration timeout, int connections) {

    private static final String RULE = "redis://[user:password@]host:6379/0 or rediss://..., or of sentinels"
            + " redis-sentinel://[user:password@]host:26379,host:26379/0#master or rediss-sentinel://...";

    /** With one connection. */
    public RedisSettings(Optional<String> url, Duration timeout) {
        this(url, timeout, 1);
    }

    public static RedisSettings read(SettingsReader reader) {
        reader.group("Redis");
        String url = reader.secret(
                "FLOWEX_REDIS_URL",
                RULE,
                "shared rate limits; of sentinels: whichever they say is the primary of that name; empty: each process counts alone");
        Duration timeout = reader.duration(
                "FLOWEX_REDIS_TIMEOUT_MS",
                Duration.ofMillis(250),
                Duration.ofMillis(1),
                10_000,
                "an answer that takes longer counts as none");
        int connections = reader.integer(
                "FLOWEX_REDIS_POOL",
                4,
                1,
                50,
                "connections to Redis, each of which carries the questions of many at once");
        if (!url.isEmpty() && !isRedis(url)) {
            // The text may hold a password: the rule is repeated, the value is not.
            reader.refuse("FLOWEX_REDIS_URL must look like " + RULE);
            return new RedisSettings(Optional.empty(), timeout, connections);
        }
        return new RedisSettings(url.isEmpty() ? Optional.empty() : Optional.of(url), timeout, connections);
    }

    private static boolean isRedis(String url) {
        try {
            URI uri = URI.create(url);
            return switch (String.valueOf(uri.getScheme())) {
                case "redis", "rediss" -> uri.getHost() != null;
                case "redis-sentinel", "rediss-sentinel" -> hasPrimaryOfSentinels(RedisURI.create(url));
                default -> false;
            };
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean hasPrimaryOfSentinels(RedisURI uri) {
        String name = uri.getSentinelMasterId();
        return name != null
                && !name.isBlank()
                && !uri.getSentinels().isEmpty()
                && uri.getSentinels().stream()
                        .noneMatch(sentinel -> sentinel.getHost().isBlank());
    }

    @Override
    public String toString() {
        return "RedisSettings[" + (url.isPresent() ? "***" : "none") + ", " + timeout + ", " + connections + "]";
    }
}
