package com.flowex.domain;

/**
 * What one whole unit of the base asset costs, in units of the instrument's price scale.
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
