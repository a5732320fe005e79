package com.flowex.domain;

import org.jspecify.annotations.Nullable;

/**
 * What of an open order is to become what. At least one thing is named; what is null stays as it is.
 *
 * @param price its limit price
 * @param quantity its whole quantity, positive, what is already filled included
 * @param trigger another price or distance, of the order's own kind and source; only while it waits
 * @param display how much of an iceberg the book shows at a time, positive
 */
public record OrderChange(
        @Nullable Price price,
        @Nullable Quantity quantity,
        @Nullable Trigger trigger,
        @Nullable Quantity display) {

    public OrderChange {
        if (price == null && quantity == null && trigger == null && display == null) {
            throw new IllegalArgumentException("a change names something");
        }
        if (isZero(quantity) || isZero(display)) {
            throw new IllegalArgumentException("a change to nothing, were " + quantity + " and " + display);
        }
    }

    private static boolean isZero(@Nullable Quantity quantity) {
        return quantity != null && quantity.units() == 0;
    }
}
