package com.flowex.gateway.relay;

import com.flowex.gateway.upstream.Upstream;
import com.flowex.gateway.upstream.UpstreamConnection;
import com.flowex.gateway.upstream.UpstreamResponse;
import java.util.Optional;

/** Response that has begun, with its upstream and connection. */
final class OpenResponse {

    final Upstream upstream;
    final UpstreamConnection connection;
    final UpstreamResponse answer;

    /** Cache key of the answer; empty where it is not cached. */
    final Optional<String> cacheKey;

    /** Beginning of the body: all of it if it is short. */
    final byte[] first;

    OpenResponse(
            Upstream upstream,
            UpstreamConnection connection,
            UpstreamResponse answer,
            Optional<String> cacheKey,
            byte[] first) {
        this.upstream = upstream;
        this.connection = connection;
        this.answer = answer;
        this.cacheKey = cacheKey;
        this.first = first;
    }

    /** Drops the answer; no byte of it was relayed. */
    void drop() {
        connection.close();
        upstream.left();
    }
}
