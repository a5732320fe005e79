package com.flowex.domain.command;

import com.flowex.domain.order.DebtEffects;
import com.flowex.domain.order.OrderRequest;
import com.flowex.domain.order.OrderTerms;

/**
 * Places an order that borrows what its account lacks for it. The loan comes from the tenant's lending account, in the
 * same command; an account that has enough borrows nothing. Otherwise it works like {@link PlaceOrder}.
 *
 * @param request limit or market order that acts at once
 */
public record PlaceBorrowingOrder(OrderRequest request) implements Command {

    public PlaceBorrowingOrder {
        if (!mayBorrow(request.terms())) {
            throw new IllegalArgumentException("an order that waits for a trigger or is sliced does not borrow");
        }
    }

    /** Returns true if an order with these terms may borrow: it is a limit or market order that acts at once. */
    public static boolean mayBorrow(OrderTerms terms) {
        return switch (terms) {
            case OrderTerms.Limit _, OrderTerms.Market _, OrderTerms.MarketByQuote _ -> true;
            case OrderTerms.Conditional _, OrderTerms.Twap _ -> false;
        };
    }

    /** Returns the effects of the order on debts. */
    public DebtEffects effects() {
        return new DebtEffects(true, false, false);
    }
}
