package com.flowex.launcher.demo;

import com.flowex.domain.Side;
import java.util.Optional;

/** What a demo market does over time: where its price is and who trades. */
interface Script {

    /**
     * The next step.
     *
     * @param nowMillis since 1970, never before that of the last call
     */
    Step step(long nowMillis);

    /**
     * One step.
     *
     * @param fairUnits the price that the makers quote around
     * @param take what a taker does, if one trades
     */
    record Step(long fairUnits, Optional<Take> take) {}

    /**
     * A taker's trade.
     *
     * @param quantityUnits a multiple of the lot, positive
     */
    record Take(Side side, long quantityUnits) {}
}
