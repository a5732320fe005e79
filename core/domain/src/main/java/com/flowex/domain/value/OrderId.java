package com.flowex.domain.value;

/**
 * Identity of an order. The engine numbers orders in the order of acceptance, over all markets.
 *
 * @param value 1 or more
 */
public record OrderId(long value) {

    public OrderId {
        if (value < 1) {
            throw new IllegalArgumentException("order id must be at least 1, was " + value);
        }
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
