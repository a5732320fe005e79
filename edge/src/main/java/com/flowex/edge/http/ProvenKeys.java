package com.flowex.edge.http;

import com.flowex.edge.limits.RateLimits;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.net.InetAddress;
import java.time.Duration;

/**
 * From where keys have proved themselves lately: these are not held up by what others send from the same address. Only a good
 * signature gets in, so nobody can fill it with guesses.
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

    /** @return whether it had not proved itself from there */
    boolean add(String keyId, InetAddress from) {
        return keys.asMap().put(name(keyId, from), true) == null;
    }

    private static String name(String keyId, InetAddress from) {
        return RateLimits.network(from) + " " + keyId;
    }
}
