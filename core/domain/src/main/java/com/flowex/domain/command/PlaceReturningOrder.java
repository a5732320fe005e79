package com.flowex.domain.command;

import com.flowex.domain.order.DebtEffects;
import com.flowex.domain.order.OrderRequest;

/**
 * Places an order that borrows what its account lacks for it, as by {@link PlaceBorrowingOrder}, and returns what it does not
 * use of that loan: if a part of it is canceled or expires, the loan is repaid from what that part held, as far as it is
 * available at the end of the command.
 *
 * @param request an order of any kind but a time-weighted one
 * @param repays true if its fills also repay debts, as by {@link PlaceRepayingOrder}
 */
public record PlaceReturningOrder(OrderRequest request, boolean repays) implements Command {

    public PlaceReturningOrder {
        PlaceBorrowingOrder.requireEffects(request);
    }

    /** Returns the effects of the order on debts. */
    public DebtEffects effects() {
        return new DebtEffects(true, repays, true);
    }
}
