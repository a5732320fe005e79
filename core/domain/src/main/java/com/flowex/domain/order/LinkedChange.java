package com.flowex.domain.order;

import com.flowex.domain.value.Price;
import com.flowex.domain.value.Quantity;
import org.jspecify.annotations.Nullable;

/**
 * Change of two linked orders. At least one field is not null; a null field stays as it is.
 *
 * @param price new price of the working order
 * @param quantity new whole quantity of the working order, positive, the filled part included
 * @param pending change of the pending order
 */
public record LinkedChange(
        @Nullable Price price,
        @Nullable Quantity quantity,
        @Nullable OrderChange pending) {

    public LinkedChange {
        if (price == null && quantity == null && pending == null) {
            throw new IllegalArgumentException("a change of linked orders names something");
        }
        if (quantity != null && quantity.units() == 0) {
            throw new IllegalArgumentException("a change of a working order to nothing");
        }
    }
}
