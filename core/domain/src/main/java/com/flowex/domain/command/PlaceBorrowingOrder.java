package com.flowex.domain.command;

import com.flowex.domain.order.DebtEffects;
import com.flowex.domain.order.OrderRequest;

/**
 * Places an order that borrows what its account lacks for it. The loan comes from the tenant's lending account, in the
 * same command; an account that has enough borrows nothing. Otherwise it works like {@link PlaceOrder}.
 *
 * @param request an order of any kind but a time-weighted one
 */
public record PlaceBorrowingOrder(OrderRequest request) implements Command {

    public PlaceBorrowingOrder {
        requireEffects(request);
    }

    /** @throws IllegalArgumentException if an order has no effects on debts by its terms */
    static void requireEffects(OrderRequest order) {
        if (!DebtEffects.mayBeOf(order.terms())) {
            throw new IllegalArgumentException("an order that is sliced neither borrows nor repays");
        }
    }

    /** Returns the effects of the order on debts. */
    public DebtEffects effects() {
        return new DebtEffects(true, false, false);
    }
}
