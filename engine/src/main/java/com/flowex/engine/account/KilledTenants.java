package com.flowex.engine.account;

import java.util.TreeSet;
import java.util.function.IntConsumer;

/** The tenants whose trading is stopped; accounts and markets know their own switches. */
public final class KilledTenants {

    private final TreeSet<Integer> tenants = new TreeSet<>();

    public boolean isTenantKilled(int tenant) {
        return !tenants.isEmpty() && tenants.contains(tenant);
    }

    public void killTenant(int tenant, boolean isOn) {
        if (isOn) {
            tenants.add(tenant);
        } else {
            tenants.remove(tenant);
        }
    }

    /** Gives the stopped tenants in their order. */
    public void tenants(IntConsumer sink) {
        tenants.forEach(sink::accept);
    }
}
