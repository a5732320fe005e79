package com.flowex.engine;

import java.util.TreeSet;
import java.util.function.IntConsumer;

/** The tenants whose trading is stopped; accounts and markets know their own switches. */
final class KillSwitches {

    private final TreeSet<Integer> tenants = new TreeSet<>();

    boolean isTenantKilled(int tenant) {
        return !tenants.isEmpty() && tenants.contains(tenant);
    }

    void killTenant(int tenant, boolean isOn) {
        if (isOn) {
            tenants.add(tenant);
        } else {
            tenants.remove(tenant);
        }
    }

    /** Gives the stopped tenants in their order. */
    void tenants(IntConsumer sink) {
        tenants.forEach(sink::accept);
    }
}
