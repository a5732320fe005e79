package com.flowex.strategy.order;

import com.flowex.domain.order.Side;

/**
 * Order that a strategy wants.
 *
 * <p>The run turns the numbers into exact decimals in one place: prices to the nearest tick, quantities down to whole
 * lots. A number that is not finite or not above zero is refused; nothing is clamped.
 *
 * @param quantity quantity of the base asset
 */
public record OrderIntent(String symbol, Side side, double quantity, OrderType type) {

    public static OrderIntent market(String symbol, Side side, double quantity) {
        return new OrderIntent(symbol, side, quantity, new OrderType.Market());
    }

    /** Returns a limit order that is good till canceled. */
    public static OrderIntent limit(String symbol, Side side, double quantity, double price) {
        return new OrderIntent(symbol, side, quantity, OrderType.Limit.goodTillCanceled(price));
    }
}
