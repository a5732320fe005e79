package com.flowex.domain.value;

/**
 * Identity of a tenant: one exchange among many on the same platform. Nothing moves between two tenants.
 *
 * @param value 1 or more; 1 is the tenant of the default profile
 */
public record TenantId(int value) {

    public TenantId {
        if (value < 1) {
            throw new IllegalArgumentException("tenant id must be at least 1, was " + value);
        }
    }

    @Override
    public String toString() {
        return Integer.toString(value);
    }
}
