package com.flowex.ground.telemetry;

import java.util.concurrent.ConcurrentHashMap;

/**
 * Under which name the figures of a tenant are kept: the first hundred tenants of which something is counted have their
 * own, the others share one, so that a thousand tenants do not make a thousand series of every figure. Safe for many threads.
 */
public final class TenantLabels {

    /** The tag that says whose a figure is. */
    public static final String TAG = "tenant";

    private static final int OWN_MAX = 100;
    private static final String OTHERS = "other";

    private final ConcurrentHashMap<Integer, String> own = new ConcurrentHashMap<>();

    /** The tenant's number, or {@code other}; the same at each call. Two at the same moment may both be the last to get one. */
    public String of(int tenant) {
        String label = own.get(tenant);
        if (label != null) {
            return label;
        }
        return own.size() < OWN_MAX ? own.computeIfAbsent(tenant, number -> Integer.toString(number)) : OTHERS;
    }
}
