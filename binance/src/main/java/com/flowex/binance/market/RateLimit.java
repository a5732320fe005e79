package com.flowex.binance.market;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

/**
 * How much may be asked in a stretch of time.
 *
 * @param interval SECOND, MINUTE or DAY, of which {@code intervalNum} make the stretch
 */
@JsonNaming(PropertyNamingStrategies.LowerCamelCaseStrategy.class)
public record RateLimit(String rateLimitType, String interval, int intervalNum, long limit) {

    /** What an address may look at in a minute. */
    static RateLimit weight(long perMinute) {
        return new RateLimit("REQUEST_WEIGHT", "MINUTE", 1, perMinute);
    }
}
