package com.flowex.domain.order;

import com.flowex.domain.value.Price;
import com.flowex.domain.value.Quantity;
import org.jspecify.annotations.Nullable;

/**
 * Change of the two orders of a pair. At least one field is not null; a null field stays as it is.
 *
 * @param price new price of the first order: of the limit order in the book, or of the one that a take-profit becomes
 * @param firstTrigger new trigger price or distance of a take-profit, of its own kind and source; only where the first
 *     order waits for a trigger, or will
 * @param quantity new quantity of both orders, positive
 * @param trigger new trigger price or distance of the stop, of its own kind and source
 * @param stopLimit new price of the limit order that the stop becomes; only for a stop that becomes one
 */
public record PairChange(
        @Nullable Price price,
        @Nullable Trigger firstTrigger,
        @Nullable Quantity quantity,
        @Nullable Trigger trigger,
        @Nullable Price stopLimit) {

    public PairChange {
        if (isOfQuantityAlone(price, firstTrigger, trigger, stopLimit) && quantity == null) {
            throw new IllegalArgumentException("a change of a pair names something");
        }
        if (quantity != null && quantity.units() == 0) {
            throw new IllegalArgumentException("a change of a pair to nothing");
        }
    }

    /** A change of a pair whose first order keeps its trigger, or has none. */
    public PairChange(
            @Nullable Price price, @Nullable Quantity quantity, @Nullable Trigger trigger, @Nullable Price stopLimit) {
        this(price, null, quantity, trigger, stopLimit);
    }

    /** Returns true if only the quantity is named. */
    public boolean isOfQuantityAlone() {
        return isOfQuantityAlone(price, firstTrigger, trigger, stopLimit);
    }

    private static boolean isOfQuantityAlone(
            @Nullable Price price,
            @Nullable Trigger firstTrigger,
            @Nullable Trigger trigger,
            @Nullable Price stopLimit) {
        return price == null && firstTrigger == null && trigger == null && stopLimit == null;
    }

    /** Returns the part that concerns a first order outside the book; null if it stays as it is. */
    public @Nullable OrderChange ofFirst() {
        boolean isEmpty = price == null && firstTrigger == null && quantity == null;
        return isEmpty ? null : new OrderChange(price, quantity, firstTrigger, null);
    }

    /** Returns the part that concerns the stop; null if the stop stays as it is. */
    public @Nullable OrderChange ofStop() {
        boolean isEmpty = quantity == null && trigger == null && stopLimit == null;
        return isEmpty ? null : new OrderChange(stopLimit, quantity, trigger, null);
    }
}
