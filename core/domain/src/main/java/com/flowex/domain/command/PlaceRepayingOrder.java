package com.flowex.domain.command;

import com.flowex.domain.order.DebtEffects;
import com.flowex.domain.order.OrderRequest;

/**
 * Places an order that repays: what its account gets by each of its fills, after the fee, repays the account's debt in
 * that asset at once, up to the whole debt. Otherwise it works like {@link PlaceOrder}.
 *
 * @param request an order of any kind but a time-weighted one
 * @param borrows true if it also borrows what its account lacks for it, as by {@link PlaceBorrowingOrder}
 */
public record PlaceRepayingOrder(OrderRequest request, boolean borrows) implements Command {

    public PlaceRepayingOrder {
        PlaceBorrowingOrder.requireEffects(request);
    }

    /** Returns the effects of the order on debts. */
    public DebtEffects effects() {
        return new DebtEffects(borrows, true, false);
    }
}
