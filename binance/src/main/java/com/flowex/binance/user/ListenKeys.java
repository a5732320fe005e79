package com.flowex.binance.user;

import com.flowex.ground.redis.Redis;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.lettuce.core.SetArgs;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;

/**
 * Listen keys: whoever knows one may follow the account of the API key that it was made for. An API key has one at a time, good
 * for {@link #LIFE} from when it was made or last kept alive; at most {@value #KEYS_MAX} are known in this process.
 *
 * <p>Processes that share a Redis know each other's. While Redis is away each goes by its own, and without one they end with the
 * process: their owners make new ones, as they do when one expires. Any thread.
 */
public final class ListenKeys {

    /** How long one is good without being kept alive. */
    public static final Duration LIFE = Duration.ofMinutes(60);

    private static final int KEYS_MAX = 100_000;
    private static final int RANDOM_BYTES = 48;
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String OWNER = "flowex:listen:owner:";
    private static final String LATEST = "flowex:listen:latest:";

    /** What a key that was ended has instead of an owner: another process may remember it still. */
    private static final String ENDED = "";

    private final Optional<Redis> redis;
    private final Cache<String, String> owners = cache();
    private final Cache<String, String> latest = cache();

    /** @param redis absent: of this process alone */
    public ListenKeys(Optional<Redis> redis) {
        this.redis = redis;
    }

    private static Cache<String, String> cache() {
        return Caffeine.newBuilder()
                .maximumSize(KEYS_MAX)
                .expireAfterWrite(LIFE)
                .build();
    }

    /** The one of an API key, new or kept alive. */
    String issue(String apiKey) {
        String known =
                get(LATEST, latest, apiKey).filter(key -> isOf(key, apiKey)).orElseGet(ListenKeys::fresh);
        put(known, apiKey);
        return known;
    }

    /** Keeps one alive; returns whether the API key has it. */
    boolean keepAlive(String listenKey, String apiKey) {
        boolean isIts = isOf(listenKey, apiKey);
        if (isIts) {
            put(listenKey, apiKey);
        }
        return isIts;
    }

    /** Ends one; returns whether the API key had it. */
    boolean end(String listenKey, String apiKey) {
        boolean isIts = isOf(listenKey, apiKey);
        if (isIts) {
            set(OWNER, owners, listenKey, ENDED);
        }
        return isIts;
    }

    /** The API key that has it, as long as it is good. */
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
                shared.ask(commands -> commands.set(prefix + name, value, SetArgs.Builder.px(LIFE.toMillis()))));
    }

    /** What all know, else what this process does. */
    private Optional<String> get(String prefix, Cache<String, String> local, String name) {
        return redis.flatMap(shared -> shared.ask(commands -> commands.get(prefix + name)))
                .or(() -> Optional.ofNullable(local.getIfPresent(name)));
    }

    private static String fresh() {
        byte[] bytes = new byte[RANDOM_BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
