package com.flowex.identity.guard;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Counts how many different things happened to a name within a while, in this process; forgets what is older. Safe for many threads. */
final class Bursts {

    private static final int NAMES_MAX = 20_000;

    private final Duration window;
    private final int many;
    private final Cache<String, Map<String, Long>> names;

    Bursts(Duration window, int many) {
        this.window = window;
        this.many = many;
        this.names = Caffeine.newBuilder()
                .maximumSize(NAMES_MAX)
                .expireAfterWrite(window)
                .build();
    }

    /**
     * Something happened.
     *
     * @param name of the tenant's, with its number
     * @return whether there are many with it; the next one begins anew then
     */
    boolean add(String name, String what) {
        long now = System.nanoTime();
        Map<String, Long> all =
                Objects.requireNonNull(names.asMap().compute(name, (_, before) -> with(before, what, now)));
        if (all.size() < many) {
            return false;
        }
        names.invalidate(name);
        return true;
    }

    private Map<String, Long> with(@Nullable Map<String, Long> before, String what, long now) {
        Map<String, Long> all = before == null ? new HashMap<>() : new HashMap<>(before);
        all.values().removeIf(at -> now - at > window.toNanos());
        all.put(what, now);
        return all;
    }
}
