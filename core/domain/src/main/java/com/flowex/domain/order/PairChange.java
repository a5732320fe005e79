package com.flowex.domain.order;

import com.flowex.domain.value.Price;
import com.flowex.domain.value.Quantity;
import org.jspecify.annotations.Nullable;

/**
 * Change of the two orders of a pair. At least one field is not null; a null field stays as it is.
 *
 * @param price new price of the limit order
 * @param quantity new quantity of both orders, positive
 * @param trigger new trigger price or distance of the stop, of its own kind and source
 * @param stopLimit new price of the limit order that the stop becomes; only for a stop that becomes one
 */
public record PairChange(
        @Nullable Price price,
        @Nullable Quantity quantity,
        @Nullable Trigger trigger,
        @Nullable Price stopLimit) {

    public PairChange {
        if (price == null && quantity == null && trigger == null && stopLimit == null) {
            throw new IllegalArgumentException("a change of a pair names something");
        }
        if (quantity != null && quantity.units() == 0) {
            throw new IllegalArgumentException("a change of a pair to nothing");
        }
    }

    /** Returns true if only the quantity is named. */
    public boolean isOfQuantityAlone() {
        return price == null && trigger == null && stopLimit == null;
    }

    /** Returns the part that concerns the stop; null if the stop stays as it is. */
    public @Nullable OrderChange ofStop() {
        boolean isEmpty = quantity == null && trigger == null && stopLimit == null;
        return isEmpty ? null : new OrderChange(stopLimit, quantity, trigger, null);
    }
}
