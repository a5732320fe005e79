package com.flowex.domain.order;

import com.flowex.domain.value.Price;
import com.flowex.domain.value.Quantity;
import org.jspecify.annotations.Nullable;

/**
 * Change of an open order. At least one field is not null; a null field stays as it is.
 *
 * @param price new limit price
 * @param quantity new whole quantity, positive, the filled part included
 * @param trigger new trigger price or distance, of the order's own kind and source; only while the order waits for its
 *     trigger
 * @param display new quantity of an iceberg that the book shows at a time, positive
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
