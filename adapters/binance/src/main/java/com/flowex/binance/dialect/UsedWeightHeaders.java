package com.flowex.binance.dialect;

import com.flowex.access.http.response.RateLimitHeaders;
import io.helidon.http.Header;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import java.util.List;

/** Headers with the weight used of a minute's rate limit; clients of this dialect slow down by them. */
final class UsedWeightHeaders implements RateLimitHeaders {

    private static final HeaderName USED = HeaderNames.create("X-MBX-USED-WEIGHT");
    private static final HeaderName USED_1M = HeaderNames.create("X-MBX-USED-WEIGHT-1M");

    @Override
    public List<Header> weight(int requests) {
        return List.of();
    }

    @Override
    public List<Header> left(long limit, long remaining) {
        String used = Long.toString(Math.max(0, limit - remaining));
        return List.of(HeaderValues.create(USED, used), HeaderValues.create(USED_1M, used));
    }
}
