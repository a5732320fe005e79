package com.flowex.platform.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;

/**
 * The sessions that ended while access tokens of theirs may still be about. One is remembered as long as its longest
 * token lives; 100,000 at most.
 */
final class Revocations {

    private static final int REMEMBERED_MAX = 100_000;

    private final Cache<String, Boolean> ended;

    Revocations(Duration tokenLife) {
        this.ended = Caffeine.newBuilder()
                .maximumSize(REMEMBERED_MAX)
                .expireAfterWrite(tokenLife.plusMinutes(1))
                .build();
    }

    void add(String session) {
        ended.put(session, true);
    }

    boolean contains(Caller caller) {
        return caller.credential() instanceof Credential.Session(String id) && ended.getIfPresent(id) != null;
    }
}
