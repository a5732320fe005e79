package com.flowex.engine;

import com.flowex.domain.Notional;
import com.flowex.domain.OrderTerms;
import com.flowex.domain.Side;
import com.flowex.engine.book.Orders;

/** What an incoming order would meet in the book: looks, changes nothing. */
final class Liquidity {

    private final Orders orders;

    Liquidity(Orders orders) {
        this.orders = orders;
    }

    /** Whether an incoming order with these terms trades with a resting order of this price. */
    static boolean crosses(Side taker, OrderTerms terms, long makerPriceUnits) {
        return switch (terms) {
            case OrderTerms.Market _, OrderTerms.MarketByQuote _, OrderTerms.Conditional _, OrderTerms.Twap _ -> true;
            case OrderTerms.Limit limit ->
                taker == Side.BUY
                        ? makerPriceUnits <= limit.price().units()
                        : makerPriceUnits >= limit.price().units();
        };
    }

    /** Whether the order would trade at all if it came in now. */
    boolean wouldTake(Market market, Side taker, OrderTerms terms) {
        int front = market.book.front(taker.opposite());
        return front != Orders.NONE && crosses(taker, terms, orders.price(front));
    }

    /** Whether one command can fill the order whole. */
    boolean canFill(Market market, Side taker, OrderTerms terms, long quantityUnits) {
        long missing = quantityUnits;
        int slot = market.book.front(taker.opposite());
        for (int fills = 0; fills < Matching.FILLS_MAX && missing > 0; fills++) {
            if (slot == Orders.NONE || !crosses(taker, terms, orders.price(slot))) {
                return false;
            }
            missing -= orders.remaining(slot);
            slot = market.book.behind(slot);
        }
        return missing <= 0;
    }

    /** Quote units that buying as much of this quantity as the book offers would cost now. */
    long costOfBuying(Market market, long quantityUnits) {
        long missing = quantityUnits;
        long cost = 0;
        int slot = market.book.front(Side.SELL);
        for (int fills = 0; fills < Matching.FILLS_MAX && missing > 0 && slot != Orders.NONE; fills++) {
            long units = Math.min(missing, orders.remaining(slot));
            cost = Math.addExact(cost, Notional.roundedDown(orders.price(slot), units, market.conversion));
            missing -= units;
            slot = market.book.behind(slot);
        }
        return cost;
    }
}
