package com.flowex.p2p.app.translation;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/** Bound of the calls that are under way at once, in this process and of one tenant. */
final class CallSlots {

    /** Maximum number of calls at once. */
    static final int CALLS_MAX = 8;

    /** Maximum number of calls of one tenant at once. */
    static final int OF_TENANT_MAX = 4;

    private final Map<Integer, Integer> byTenant = new HashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private int calls;

    /** Takes a slot; returns false if there is none. The caller must release it. */
    boolean take(int tenant) {
        lock.lock();
        try {
            int own = byTenant.getOrDefault(tenant, 0);
            if (calls >= CALLS_MAX || own >= OF_TENANT_MAX) {
                return false;
            }
            byTenant.put(tenant, own + 1);
            calls++;
            return true;
        } finally {
            lock.unlock();
        }
    }

    void release(int tenant) {
        lock.lock();
        try {
            byTenant.computeIfPresent(tenant, (_, own) -> own == 1 ? null : own - 1);
            calls--;
        } finally {
            lock.unlock();
        }
    }
}
