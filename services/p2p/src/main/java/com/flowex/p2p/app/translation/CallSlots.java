package com.flowex.p2p.app.translation;

import java.util.HashMap;
import java.util.Map;

/** Bound of the calls that are under way at once, in this process and of one tenant. */
final class CallSlots {

    /** Maximum number of calls at once. */
    static final int CALLS_MAX = 8;

    /** Maximum number of calls of one tenant at once. */
    static final int OF_TENANT_MAX = 4;

    private final Map<Integer, Integer> byTenant = new HashMap<>();
    private int calls;

    /** Takes a slot; returns false if there is none. The caller must release it. */
    synchronized boolean take(int tenant) {
        int own = byTenant.getOrDefault(tenant, 0);
        if (calls >= CALLS_MAX || own >= OF_TENANT_MAX) {
            return false;
        }
        byTenant.put(tenant, own + 1);
        calls++;
        return true;
    }

    synchronized void release(int tenant) {
        byTenant.computeIfPresent(tenant, (_, own) -> own == 1 ? null : own - 1);
        calls--;
    }
}
