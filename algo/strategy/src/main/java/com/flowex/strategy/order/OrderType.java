package com.flowex.strategy.order;

import com.flowex.domain.order.TimeInForce;

/** Kinds of orders of the exchange, with the numbers of each. A price of 0 stands for none where it says so. */
public sealed interface OrderType {

    /** Trades at once at any price; the rest ends. */
    record Market() implements OrderType {}

    /**
     * Trades at a price or better.
     *
     * @param expiresNanos log time of its end for {@link TimeInForce#GTD}, 0 otherwise
     * @param postOnly true if it is refused rather than taking liquidity
     * @param display quantity that the book shows at a time; 0 for all
     */
    record Limit(double price, TimeInForce timeInForce, long expiresNanos, boolean postOnly, double display)
            implements OrderType {

        public static Limit goodTillCanceled(double price) {
            return new Limit(price, TimeInForce.GTC, 0, false, 0);
        }
    }

    /**
     * Waits until the price has moved against the position: for a sell to {@code trigger} or below.
     *
     * @param limit price of the limit order that follows; 0 for a market order
     */
    record StopLoss(double trigger, double limit) implements OrderType {}

    /**
     * Waits until the price has moved in favour of the position: for a sell to {@code trigger} or above.
     *
     * @param limit price of the limit order that follows; 0 for a market order
     */
    record TakeProfit(double trigger, double limit) implements OrderType {}

    /**
     * Market order that waits until the price has turned by a distance from its best.
     *
     * @param distance distance in price
     */
    record TrailingStop(double distance) implements OrderType {}

    /**
     * Limit order at {@code price} and stop-loss of the same quantity, of which one ends the other.
     *
     * @param stopLimit price of the limit order that follows the stop; 0 for a market order
     */
    record OneCancelsOther(double price, double stopTrigger, double stopLimit) implements OrderType {}

    /**
     * Equal slices at a fixed pace.
     *
     * @param limit worst price of any slice
     * @param intervalSeconds time from slice to slice
     */
    record Twap(double limit, int slices, int intervalSeconds) implements OrderType {}
}
