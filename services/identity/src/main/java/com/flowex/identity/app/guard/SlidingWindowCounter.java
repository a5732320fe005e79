package com.flowex.identity.app.guard;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Sliding-window counter of distinct events for each name, in this process. Thread-safe. */
final class SlidingWindowCounter {

    private static final int NAMES_MAX = 20_000;

    private final AtomicLong times = new AtomicLong();
    private final long window;
    private final int many;
    private final Cache<String, SequencedMap<String, Long>> names;

    SlidingWindowCounter(Duration window, int many) {
        this.window = window.toNanos();
        this.many = many;
        this.names = Caffeine.newBuilder()
                .maximumSize(NAMES_MAX)
                .expireAfterAccess(window)
                .build();
    }

    /**
     * Counts an event.
     *
     * @param name name within the tenant, with the tenant's number
     * @param subject identity of the event; equal events count once
     * @return true if the limit is reached; the counter then starts again at zero
     */
    boolean add(String name, String subject) {
        return names.asMap().compute(name, (_, before) -> with(before, subject)) == null;
    }

    /** Counts an event that is distinct from every other. */
    boolean add(String name) {
        return add(name, Long.toString(times.incrementAndGet()));
    }

    /** Returns the events with the new one, oldest first; only the thread that computes its name accesses the map. */
    private @Nullable SequencedMap<String, Long> with(@Nullable SequencedMap<String, Long> before, String subject) {
        long now = System.nanoTime();
        SequencedMap<String, Long> all = before == null ? new LinkedHashMap<>() : before;
        while (!all.isEmpty() && now - all.firstEntry().getValue() > window) {
            all.pollFirstEntry();
        }
        all.putLast(subject, now);
        return all.size() < many ? all : null;
    }
}
