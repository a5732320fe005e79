package com.flowex.domain.command;

import com.flowex.domain.order.OrderRequest;
import com.flowex.domain.order.OrderTerms;

/**
 * Places two linked orders (one triggers the other). The working order goes through the book at once, or waits for its
 * trigger first; the pending order waits until the working one is filled completely and then begins. Any other end of
 * one of them in the meantime cancels the other. Both are admitted or none; the working order's client order id
 * identifies both.
 *
 * @param working a limit order, or one that waits for a trigger
 * @param pending a limit, market or conditional order of the same account and market
 */
public record PlaceLinkedOrders(OrderRequest working, OrderRequest pending) implements CompoundPlacement {

    public PlaceLinkedOrders {
        boolean isOfOneKind = working.account().equals(pending.account())
                && working.instrument().equals(pending.instrument())
                && !working.clientOrderId().equals(pending.clientOrderId());
        if (!isOfOneKind) {
            throw new IllegalArgumentException(
                    "a working and a pending order share account and market, and their client order ids differ");
        }
        requireWorking(working.terms());
        if (!mayBePending(pending.terms())) {
            throw new IllegalArgumentException("a pending order is a limit, a market or a conditional order");
        }
    }

    /** @throws IllegalArgumentException if an order with these terms cannot be a working one */
    static void requireWorking(OrderTerms terms) {
        boolean mayWork = terms instanceof OrderTerms.Limit || terms instanceof OrderTerms.Conditional;
        if (!mayWork) {
            throw new IllegalArgumentException("a working order is a limit order, or waits for a trigger");
        }
    }

    private static boolean mayBePending(OrderTerms terms) {
        return switch (terms) {
            case OrderTerms.Limit _, OrderTerms.Market _, OrderTerms.Conditional _ -> true;
            case OrderTerms.MarketByQuote _, OrderTerms.Twap _ -> false;
        };
    }
}
