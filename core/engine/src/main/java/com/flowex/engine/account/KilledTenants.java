package com.flowex.engine.account;

import java.util.TreeSet;
import java.util.function.IntConsumer;

/** Tenants whose trading a kill switch stops. Accounts and markets have switches of their own. */
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

    /** Gives the stopped tenants in ascending order. */
    public void tenants(IntConsumer sink) {
        tenants.forEach(sink::accept);
    }
}
