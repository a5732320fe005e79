package com.flowex.domain;

/**
 * One exchange among many on the same platform; nothing moves between two of them.
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
