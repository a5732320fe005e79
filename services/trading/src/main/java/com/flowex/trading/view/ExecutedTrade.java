package com.flowex.trading.view;

import com.flowex.domain.event.TradeExecuted;

/**
 * A trade with its position in the log.
 *
 * @param timeNanos log time, nanoseconds since 1970
 */
record ExecutedTrade(TradeExecuted event, long sequence, long timeNanos) {

    int tenant() {
        return event.maker().account().tenant();
    }
}
