package com.flowex.binance.market;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

/**
 * Rate limit: a number of requests per interval.
 *
 * @param interval SECOND, MINUTE or DAY; the limit applies to {@code intervalNum} of them
 */
@JsonNaming(PropertyNamingStrategies.LowerCamelCaseStrategy.class)
public record RateLimit(String rateLimitType, String interval, int intervalNum, long limit) {

    /** Returns the weight limit of an address per minute. */
    static RateLimit weight(long perMinute) {
        return new RateLimit("REQUEST_WEIGHT", "MINUTE", 1, perMinute);
    }
}
