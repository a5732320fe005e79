package com.flowex.access.http.caller;

import com.flowex.access.ratelimit.RateLimits;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.net.InetAddress;
import java.time.Duration;

/**
 * Addresses from which keys were proved lately; other traffic from the same address does not hold these keys up. Only a
 * valid signature adds an entry, so guesses cannot fill the cache.
 */
final class ProvenKeys {

    private static final int KEYS_MAX = 50_000;
    private static final Duration REMEMBERED = Duration.ofHours(1);

    private final Cache<String, Boolean> keys = Caffeine.newBuilder()
            .maximumSize(KEYS_MAX)
            .expireAfterAccess(REMEMBERED)
            .build();

    boolean has(String keyId, InetAddress from) {
        return keys.getIfPresent(name(keyId, from)) != null;
    }

    /** @return true if it was not proved from this address before */
    boolean add(String keyId, InetAddress from) {
        return keys.asMap().put(name(keyId, from), true) == null;
    }

    private static String name(String keyId, InetAddress from) {
        return RateLimits.network(from) + " " + keyId;
    }
}
