package com.flowex.identity.guard;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Counts how many different things happened to a name within a while, in this process; forgets what is older. Safe for many threads. */
final class Bursts {

    private static final int NAMES_MAX = 20_000;

    private final AtomicLong times = new AtomicLong();
    private final long window;
    private final int many;
    private final Cache<String, SequencedMap<String, Long>> names;

    Bursts(Duration window, int many) {
        this.window = window.toNanos();
        this.many = many;
        this.names = Caffeine.newBuilder()
                .maximumSize(NAMES_MAX)
                .expireAfterAccess(window)
                .build();
    }

    /**
     * Something happened.
     *
     * @param name of the tenant's, with its number
     * @return whether there are many with it; the next one begins anew then
     */
    boolean add(String name, String what) {
        return names.asMap().compute(name, (_, before) -> with(before, what)) == null;
    }

    /** The same of what counts each time that it happens. */
    boolean add(String name) {
        return add(name, Long.toString(times.incrementAndGet()));
    }

    /** The oldest first; only ever touched by the one thread that computes its name. */
    private @Nullable SequencedMap<String, Long> with(@Nullable SequencedMap<String, Long> before, String what) {
        long now = System.nanoTime();
        SequencedMap<String, Long> all = before == null ? new LinkedHashMap<>() : before;
        while (!all.isEmpty() && now - all.firstEntry().getValue() > window) {
            all.pollFirstEntry();
        }
        all.putLast(what, now);
        return all.size() < many ? all : null;
    }
}
