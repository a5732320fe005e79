package com.flowex.platform.redis;

import com.flowex.platform.settings.SettingsReader;
import io.lettuce.core.RedisURI;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Settings of the Redis that several processes share.
 *
 * @param url absent: every process keeps its own counts
 * @param timeout time after which a missing answer counts as none
 * @param authority CA certificates for a {@code rediss://} server, as PEM; absent: those that this Java trusts
 * @param connections number of connections of this process; each carries concurrent questions
 */
public record RedisSettings(Optional<String> url, Duration timeout, Optional<Path> authority, int connections) {

    private static final String RULE = "redis://[user:password@]host:6379/0 or rediss://..., or of sentinels"
            + " redis-sentinel://[user:password@]host:26379,host:26379/0#master or rediss-sentinel://...";

    /** Creates settings with one connection. */
    public RedisSettings(Optional<String> url, Duration timeout) {
        this(url, timeout, 1);
    }

    /** Creates settings that trust this Java's certificates. */
    public RedisSettings(Optional<String> url, Duration timeout, int connections) {
        this(url, timeout, Optional.empty(), connections);
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
                "an answer that takes longer counts as none; a new connection may take twenty of these");
        int connections = reader.integer(
                "FLOWEX_REDIS_POOL",
                4,
                1,
                50,
                "connections to Redis, each of which carries the questions of many at once");
        Optional<Path> authority = authority(reader);
        if (!url.isEmpty() && !isRedis(url)) {
            // The text may hold a password, so only the rule is repeated and never the value.
            reader.refuse("FLOWEX_REDIS_URL must look like " + RULE);
            return new RedisSettings(Optional.empty(), timeout, connections);
        }
        return new RedisSettings(url.isEmpty() ? Optional.empty() : Optional.of(url), timeout, authority, connections);
    }

    private static Optional<Path> authority(SettingsReader reader) {
        return reader.parsed(
                "FLOWEX_REDIS_CA_FILE",
                "",
                "the name of a file that can be read",
                text -> {
                    Optional<Path> file = text.isEmpty() ? Optional.empty() : Optional.of(Path.of(text));
                    if (file.isPresent() && !Files.isReadable(file.get())) {
                        throw new IllegalArgumentException(text);
                    }
                    return file;
                },
                "certificates (PEM) of who signed that of a rediss:// server; empty: those that this Java trusts");
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
