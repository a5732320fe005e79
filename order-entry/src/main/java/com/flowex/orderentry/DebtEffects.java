package com.flowex.orderentry;

import com.flowex.domain.command.Command;
import com.flowex.domain.command.PlaceBorrowingOrder;
import com.flowex.domain.command.PlaceOrder;
import com.flowex.domain.command.PlaceRepayingOrder;
import com.flowex.domain.command.TryBorrowingOrder;
import com.flowex.domain.command.TryOrder;
import com.flowex.domain.command.TryRepayingOrder;
import com.flowex.domain.order.OrderRequest;

/**
 * Effects of an order on the debts of its account.
 *
 * @param borrows true if it borrows what its account lacks for it
 * @param repays true if what its fills bring repays the account's debt in that asset
 */
public record DebtEffects(boolean borrows, boolean repays) {

    /** An order leaves debts as they are. */
    public static final DebtEffects NONE = new DebtEffects(false, false);

    /** Returns the command that places an order with these effects. */
    Command placing(OrderRequest order) {
        if (repays) {
            return new PlaceRepayingOrder(order, borrows);
        }
        return borrows ? new PlaceBorrowingOrder(order) : new PlaceOrder(order);
    }

    /** Returns the command that previews an order with these effects. */
    Command trial(OrderRequest order) {
        if (repays) {
            return new TryRepayingOrder(new PlaceRepayingOrder(order, borrows));
        }
        return borrows ? new TryBorrowingOrder(new PlaceBorrowingOrder(order)) : new TryOrder(order);
    }
}
