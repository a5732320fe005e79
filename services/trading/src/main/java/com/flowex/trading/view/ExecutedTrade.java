package com.flowex.trading.view;

import com.flowex.domain.event.TradeExecuted;

/**
 * A trade with its place in the log.
 *
 * @param timeNanos log time since 1970
 */
record ExecutedTrade(TradeExecuted event, long sequence, long timeNanos) {

    int tenant() {
        return event.maker().account().tenant();
    }
}
