package com.flowex.app.demo;

import com.flowex.domain.order.Side;
import java.util.Optional;

/** Model of a demo market over time: its price and its takers. */
interface PriceModel {

    /**
     * Returns the next step.
     *
     * @param nowMillis milliseconds since 1970, never before that of the last call
     */
    Step step(long nowMillis);

    /**
     * One step.
     *
     * @param fairUnits price that the makers quote around
     * @param take trade of a taker; empty if none trades
     */
    record Step(long fairUnits, Optional<Take> take) {}

    /**
     * A taker's trade.
     *
     * @param quantityUnits a multiple of the lot, positive
     */
    record Take(Side side, long quantityUnits) {}
}
