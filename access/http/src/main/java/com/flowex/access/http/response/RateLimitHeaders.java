package com.flowex.access.http.response;

import io.helidon.http.Header;
import java.util.List;

/** Rate-limit headers of a dialect, for every answer. */
public interface RateLimitHeaders {

    /** Returns the headers for a weight, in requests; called once for each route. */
    List<Header> weight(int requests);

    /**
     * Returns the headers for a sender's rest.
     *
     * @param limit requests a minute
     */
    List<Header> left(long limit, long remaining);
}
