package com.flowex.binance.user;

import com.flowex.platform.redis.Redis;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.lettuce.core.SetArgs;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;

/**
 * Listen keys: a client that knows one may follow the account of its API key. An API key has one at a time, valid for
 * {@link #LIFE} from its issue or last keep-alive. This process holds at most {@value #KEYS_MAX}.
 *
 * <p>Processes that share a Redis know each other's keys. While Redis is away, each process uses its own. Without
 * Redis, keys end with the process; owners make new ones, as after an expiry. Safe for any thread.
 */
public final class ListenKeys {

    /** Validity of a key without a keep-alive. */
    public static final Duration LIFE = Duration.ofMinutes(60);

    private static final int KEYS_MAX = 100_000;
    private static final int RANDOM_BYTES = 48;
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String OWNER = "flowex:listen:owner:";
    private static final String LATEST = "flowex:listen:latest:";

    /** Owner value of an ended key: another process may still remember the key. */
    private static final String ENDED = "";

    private final Optional<Redis> redis;
    private final Cache<String, String> owners = cache();
    private final Cache<String, String> latest = cache();

    /** @param redis absent if keys belong to this process alone */
    public ListenKeys(Optional<Redis> redis) {
        this.redis = redis;
    }

    private static Cache<String, String> cache() {
        return Caffeine.newBuilder()
                .maximumSize(KEYS_MAX)
                .expireAfterWrite(LIFE)
                .build();
    }

    /** Returns the listen key of an API key, new or kept alive. */
    String issue(String apiKey) {
        String known =
                get(LATEST, latest, apiKey).filter(key -> isOf(key, apiKey)).orElseGet(ListenKeys::fresh);
        put(known, apiKey);
        return known;
    }

    /** Keeps a key alive; returns false if the API key does not own it. */
    boolean keepAlive(String listenKey, String apiKey) {
        boolean isIts = isOf(listenKey, apiKey);
        if (isIts) {
            put(listenKey, apiKey);
        }
        return isIts;
    }

    /** Ends a key; returns false if the API key did not own it. */
    boolean end(String listenKey, String apiKey) {
        boolean isIts = isOf(listenKey, apiKey);
        if (isIts) {
            set(OWNER, owners, listenKey, ENDED);
        }
        return isIts;
    }

    /** Returns the API key that owns a valid listen key. */
    Optional<String> ownerOf(String listenKey) {
        return get(OWNER, owners, listenKey).filter(owner -> !owner.equals(ENDED));
    }

    private boolean isOf(String listenKey, String apiKey) {
        return ownerOf(listenKey).filter(apiKey::equals).isPresent();
    }

    private void put(String listenKey, String apiKey) {
        set(OWNER, owners, listenKey, apiKey);
        set(LATEST, latest, apiKey, listenKey);
    }

    private void set(String prefix, Cache<String, String> local, String name, String value) {
        local.put(name, value);
        redis.ifPresent(shared ->
                shared.execute(commands -> commands.set(prefix + name, value, SetArgs.Builder.px(LIFE.toMillis()))));
    }

    /** Returns the shared value, or this process's value if there is none. */
    private Optional<String> get(String prefix, Cache<String, String> local, String name) {
        return redis.flatMap(shared -> shared.execute(commands -> commands.get(prefix + name)))
                .or(() -> Optional.ofNullable(local.getIfPresent(name)));
    }

    private static String fresh() {
        byte[] bytes = new byte[RANDOM_BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
