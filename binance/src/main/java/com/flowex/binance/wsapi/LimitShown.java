package com.flowex.binance.wsapi;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.LowerCamelCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import com.flowex.edge.limits.RateLimits;

/**
 * A limit and what is used of it, as answers of the WebSocket API say it.
 *
 * @param limit in {@code intervalNum} times {@code interval}
 */
@JsonNaming(LowerCamelCaseStrategy.class)
record LimitShown(String rateLimitType, String interval, int intervalNum, long limit, long count) {

    /** A minute's requests. */
    static LimitShown weight(RateLimits.Verdict.Granted granted) {
        return new LimitShown(
                "REQUEST_WEIGHT", "MINUTE", 1, granted.limit(), Math.max(0, granted.limit() - granted.remaining()));
    }
}
