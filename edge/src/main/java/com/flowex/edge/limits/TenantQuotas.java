package com.flowex.edge.limits;

/** What tenants may ask a minute, as they are configured now. Asked for every request: must be cheap. */
@FunctionalInterface
public interface TenantQuotas {

    /** Nothing of the tenant's own: the platform's counts. */
    long PLATFORMS = 0;

    /** Requests a minute of all its users together. */
    long ofTenant(int number);

    /** Requests a minute of each user whose highest role is this, or {@link #PLATFORMS}. */
    default long ofTier(int number, String tier) {
        return PLATFORMS;
    }
}
