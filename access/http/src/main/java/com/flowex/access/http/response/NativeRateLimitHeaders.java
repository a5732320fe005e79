package com.flowex.access.http.response;

import io.helidon.http.Header;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import java.util.List;

/** Rate-limit headers of the exchange's own dialect: X-RateLimit. */
public final class NativeRateLimitHeaders implements RateLimitHeaders {

    private static final HeaderName LIMIT = HeaderNames.create("X-RateLimit-Limit");
    private static final HeaderName REMAINING = HeaderNames.create("X-RateLimit-Remaining");
    private static final HeaderName WEIGHT = HeaderNames.create("X-RateLimit-Weight");

    @Override
    public List<Header> weight(int requests) {
        return List.of(HeaderValues.createCached(WEIGHT, Integer.toString(requests)));
    }

    @Override
    public List<Header> left(long limit, long remaining) {
        return List.of(
                HeaderValues.create(LIMIT, Long.toString(limit)),
                HeaderValues.create(REMAINING, Long.toString(remaining)));
    }
}
