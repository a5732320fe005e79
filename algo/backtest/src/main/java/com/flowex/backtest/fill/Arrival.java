package com.flowex.backtest.fill;

import com.flowex.domain.order.Side;
import org.jspecify.annotations.Nullable;

/**
 * Request of the strategy on its way to the exchange.
 *
 * @param number number of the request in its market, from 0; a request waits for data that begins after it
 * @param arrivalNanos earliest time of its arrival
 * @param side side of the order; null for a cancel
 * @param quantityUnits quantity of the order; 0 for a cancel
 * @param isConditional true if the order waits for a trigger, or one of its pair does
 */
public record Arrival(
        long number, long arrivalNanos, @Nullable Side side, long quantityUnits, boolean isConditional) {

    public boolean isOrder() {
        return side != null;
    }
}
