package com.flowex.edge.http;

import io.helidon.http.Header;
import java.util.List;

/** What callers of a dialect hear of their limits, in the headers of every answer. */
public interface Telling {

    /** As how many requests one of this weight counts; asked once for each route. */
    List<Header> weight(int requests);

    /**
     * What a sender has left.
     *
     * @param limit requests a minute
     */
    List<Header> left(long limit, long remaining);
}
