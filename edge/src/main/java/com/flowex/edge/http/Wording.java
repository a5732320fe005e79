package com.flowex.edge.http;

import com.flowex.ground.refusal.Refusal;
import io.helidon.http.Header;

/** How callers of a dialect are told a refusal. */
public interface Wording {

    /**
     * A refusal as it is sent.
     *
     * @param body written as JSON
     */
    record Worded(int status, Header contentType, Object body) {}

    /**
     * Words a refusal.
     *
     * @param status that it has in the exchange's own contract
     * @param requestId under which the server's log knows the request
     */
    Worded of(Refusal refusal, int status, String requestId);
}
