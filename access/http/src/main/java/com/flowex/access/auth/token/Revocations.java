package com.flowex.access.auth.token;

import com.flowex.access.auth.Caller;
import com.flowex.access.auth.Credential;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Sessions that ended while access tokens of theirs may still be in use. A session is remembered for the lifetime of
 * its longest token; at most 100,000.
 */
final class Revocations {

    private static final int REMEMBERED_MAX = 100_000;

    private final Cache<String, Boolean> ended;

    /** Milliseconds since 1970; all tokens issued until then are revoked. */
    private final AtomicLong allUntil = new AtomicLong(Long.MIN_VALUE);

    Revocations(Duration tokenLife) {
        this.ended = Caffeine.newBuilder()
                .maximumSize(REMEMBERED_MAX)
                .expireAfterWrite(tokenLife.plusMinutes(1))
                .build();
    }

    void add(String session) {
        ended.put(session, true);
    }

    void addAll(long nowMillis) {
        allUntil.accumulateAndGet(nowMillis, Math::max);
    }

    /** @param issuedAtMillis time at which the caller's token was issued; whole seconds */
    boolean contains(Caller caller, long issuedAtMillis) {
        return issuedAtMillis <= allUntil.get()
                || caller.credential() instanceof Credential.Session(String id) && ended.getIfPresent(id) != null;
    }
}
