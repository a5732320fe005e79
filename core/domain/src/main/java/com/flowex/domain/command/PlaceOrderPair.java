package com.flowex.domain.command;

import com.flowex.domain.order.OrderRequest;
import com.flowex.domain.order.OrderTerms;
import com.flowex.domain.order.Trigger;

/**
 * Places a pair of which one order cancels the other: a limit order in the book, or a take-profit beside it, and a stop.
 * A trade, a trigger or an end of one ends the other. Both are admitted or none; the first order's client order id
 * identifies both.
 *
 * @param limit limit order that rests and never takes liquidity (it is refused if it would), or a take-profit, which
 *     may trail, from an activation price or at once
 * @param stop a stop-loss or trailing stop of the same account, market, side and quantity
 */
public record PlaceOrderPair(OrderRequest limit, OrderRequest stop) implements CompoundPlacement {

    public PlaceOrderPair {
        boolean isOfOneKind = limit.account().equals(stop.account())
                && limit.instrument().equals(stop.instrument())
                && limit.side() == stop.side()
                && limit.quantity().equals(stop.quantity());
        if (!isOfOneKind || limit.clientOrderId().equals(stop.clientOrderId())) {
            throw new IllegalArgumentException(
                    "a pair shares account, market, side and quantity, and its client order ids differ");
        }
        if (!mayBeFirst(limit.terms())) {
            throw new IllegalArgumentException("the first of a pair is a limit order that may rest, or a take-profit");
        }
        if (!(stop.terms() instanceof OrderTerms.Conditional conditional)
                || conditional.trigger() instanceof Trigger.TakeProfit) {
            throw new IllegalArgumentException("the second of a pair is a stop-loss or a trailing stop");
        }
    }

    private static boolean mayBeFirst(OrderTerms terms) {
        return switch (terms) {
            case OrderTerms.Limit limit -> limit.mayRest();
            case OrderTerms.Conditional(var trigger, var _) -> mayBeFirst(trigger);
            case OrderTerms.Market _, OrderTerms.MarketByQuote _, OrderTerms.Twap _ -> false;
        };
    }

    private static boolean mayBeFirst(Trigger trigger) {
        return switch (trigger) {
            case Trigger.TakeProfit _, Trigger.TrailingFrom _, Trigger.Trailing _ -> true;
            case Trigger.StopLoss _, Trigger.TrailingFromLoss _ -> false;
        };
    }
}
