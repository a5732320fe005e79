package com.flowex.domain.value;

/**
 * Quantity of the base asset, in that asset's smallest unit.
 *
 * @param units zero or more
 */
public record Quantity(long units) {

    public static final Quantity ZERO = new Quantity(0);

    public Quantity {
        if (units < 0) {
            throw new IllegalArgumentException("a quantity is not negative, was " + units);
        }
    }
}
