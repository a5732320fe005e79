package com.flowex.binance.wsapi;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.LowerCamelCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import com.flowex.access.ratelimit.RateLimits;

/**
 * Rate limit with its use, in answers of the WebSocket API.
 *
 * @param limit maximum within {@code intervalNum} times {@code interval}
 */
@JsonNaming(LowerCamelCaseStrategy.class)
record RateLimitUsage(String rateLimitType, String interval, int intervalNum, long limit, long count) {

    /** Returns the limit of requests per minute. */
    static RateLimitUsage weight(RateLimits.Verdict.Granted granted) {
        return new RateLimitUsage(
                "REQUEST_WEIGHT", "MINUTE", 1, granted.limit(), Math.max(0, granted.limit() - granted.remaining()));
    }
}
