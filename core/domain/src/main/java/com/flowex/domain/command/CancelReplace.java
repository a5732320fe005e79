package com.flowex.domain.command;

import com.flowex.domain.order.OrderRequest;
import com.flowex.domain.order.ReplaceMode;

/**
 * Cancels one order and places another in one step, with nothing between. If the new order is refused, the old one
 * stays canceled. A replacement whose client order id is known repeats its first answer and cancels nothing.
 */
public record CancelReplace(CancelOne cancel, OrderRequest replacement, ReplaceMode mode) implements CompoundPlacement {

    public CancelReplace {
        if (!cancel.account().equals(replacement.account())) {
            throw new IllegalArgumentException(
                    "one account replaces its own order, were " + cancel.account() + " and " + replacement.account());
        }
    }
}
