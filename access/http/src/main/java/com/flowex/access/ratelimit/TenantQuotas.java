package com.flowex.access.ratelimit;

/** Quotas of tenants, as configured now. It is called for every request and must be cheap. */
@FunctionalInterface
public interface TenantQuotas {

    /** The tenant has no quota of its own; the platform's applies. */
    long PLATFORMS = 0;

    /** Returns the requests a minute of all its users together. */
    long ofTenant(int number);

    /** Returns the requests a minute of each user whose highest role is this, or {@link #PLATFORMS}. */
    default long ofTier(int number, String tier) {
        return PLATFORMS;
    }
}
