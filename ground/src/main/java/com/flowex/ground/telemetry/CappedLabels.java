package com.flowex.ground.telemetry;

import java.util.concurrent.ConcurrentHashMap;

/** Names that get series of their own, the first so many; the others share one. Safe for many threads. */
public final class CappedLabels {

    private static final String OTHERS = "other";

    private final ConcurrentHashMap<String, String> own = new ConcurrentHashMap<>();
    private final int max;

    /** @param max so many have their own; two at the same moment may both be the last */
    public CappedLabels(int max) {
        this.max = max;
    }

    /** The name itself, or {@code other}; the same at each call. */
    public String of(String name) {
        String label = own.get(name);
        if (label != null) {
            return label;
        }
        return own.size() < max ? own.computeIfAbsent(name, itself -> itself) : OTHERS;
    }
}
