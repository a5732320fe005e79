package com.flowex.platform.telemetry;

import java.util.concurrent.ConcurrentHashMap;

/**
 * Labels of tenants in metrics. The first hundred tenants with any count have their own; all others share one. A
 * thousand tenants therefore do not make a thousand series of every meter. Thread-safe.
 */
public final class TenantLabels {

    /** Tag with the tenant of a value. */
    public static final String TAG = "tenant";

    private static final int OWN_MAX = 100;
    private static final String OTHERS = "other";

    private final ConcurrentHashMap<Integer, String> own = new ConcurrentHashMap<>();

    /**
     * Returns the tenant's number, or {@code other}; the same at each call. Two concurrent calls may both take the last
     * label.
     */
    public String of(int tenant) {
        String label = own.get(tenant);
        if (label != null) {
            return label;
        }
        return own.size() < OWN_MAX ? own.computeIfAbsent(tenant, number -> Integer.toString(number)) : OTHERS;
    }
}
