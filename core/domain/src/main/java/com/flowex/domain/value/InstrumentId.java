package com.flowex.domain.value;

/**
 * Identity of one market of one tenant. The lister chooses the number; it is unique over all tenants.
 *
 * @param value 1 or more
 */
public record InstrumentId(int value) {

    public InstrumentId {
        if (value < 1) {
            throw new IllegalArgumentException("instrument id must be at least 1, was " + value);
        }
    }

    @Override
    public String toString() {
        return Integer.toString(value);
    }
}
