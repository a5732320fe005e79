package com.flowex.platform.telemetry;

import java.util.concurrent.ConcurrentHashMap;

/** Labels with a bounded number: the first names get a series of their own, all others share one. Thread-safe. */
public final class CappedLabels {

    private static final String OTHERS = "other";

    private final ConcurrentHashMap<String, String> own = new ConcurrentHashMap<>();
    private final int max;

    /** @param max number of names with their own label; two concurrent calls may both take the last one */
    public CappedLabels(int max) {
        this.max = max;
    }

    /** Returns the name itself, or {@code other}; the same at each call. */
    public String of(String name) {
        String label = own.get(name);
        if (label != null) {
            return label;
        }
        return own.size() < max ? own.computeIfAbsent(name, itself -> itself) : OTHERS;
    }
}
