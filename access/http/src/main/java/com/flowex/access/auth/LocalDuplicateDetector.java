package com.flowex.access.auth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import java.time.Duration;

/** {@link DuplicateDetector} in this process: at most a million texts, about 150 MB when full. */
public final class LocalDuplicateDetector implements DuplicateDetector {

    private static final int SEEN_MAX = 1_000_000;

    private final Cache<String, Duration> seen = Caffeine.newBuilder()
            .maximumSize(SEEN_MAX)
            .expireAfter(Expiry.<String, Duration>creating((_, remembered) -> remembered))
            .build();

    @Override
    public boolean isFirst(String text, Duration remembered) {
        return seen.asMap().putIfAbsent(text, remembered) == null;
    }
}
