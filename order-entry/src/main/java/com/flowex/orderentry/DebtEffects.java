package com.flowex.orderentry;

import com.flowex.domain.command.Command;
import com.flowex.domain.command.PlaceBorrowingOrder;
import com.flowex.domain.command.PlaceOrder;
import com.flowex.domain.command.PlaceRepayingOrder;
import com.flowex.domain.command.PlaceReturningOrder;
import com.flowex.domain.command.TryBorrowingOrder;
import com.flowex.domain.command.TryOrder;
import com.flowex.domain.command.TryRepayingOrder;
import com.flowex.domain.command.TryReturningOrder;
import com.flowex.domain.order.OrderRequest;

/**
 * Effects of an order on the debts of its account.
 *
 * @param borrows true if it borrows what its account lacks for it
 * @param repays true if what its fills bring repays the account's debt in that asset
 * @param returns true if it also repays what it has not used of its loan when it is canceled or expires; only of an order
 *     that borrows
 */
public record DebtEffects(boolean borrows, boolean repays, boolean returns) {

    /** An order leaves debts as they are. */
    public static final DebtEffects NONE = new DebtEffects(false, false, false);

    public DebtEffects {
        if (returns && !borrows) {
            throw new IllegalArgumentException("only an order that borrows returns a loan");
        }
    }

    /** Returns the command that places an order with these effects. */
    Command placing(OrderRequest order) {
        if (returns) {
            return new PlaceReturningOrder(order, repays);
        }
        if (repays) {
            return new PlaceRepayingOrder(order, borrows);
        }
        return borrows ? new PlaceBorrowingOrder(order) : new PlaceOrder(order);
    }

    /** Returns the command that previews an order with these effects. */
    Command trial(OrderRequest order) {
        if (returns) {
            return new TryReturningOrder(new PlaceReturningOrder(order, repays));
        }
        if (repays) {
            return new TryRepayingOrder(new PlaceRepayingOrder(order, borrows));
        }
        return borrows ? new TryBorrowingOrder(new PlaceBorrowingOrder(order)) : new TryOrder(order);
    }
}
