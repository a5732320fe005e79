package com.flowex.domain.value;

/**
 * Price of one whole unit of the base asset, in units of the instrument's price scale.
 *
 * @param units strictly positive
 */
public record Price(long units) {

    public Price {
        if (units <= 0) {
            throw new IllegalArgumentException("a price is positive, was " + units);
        }
    }
}
