package com.flowex.access.http.response;

import com.flowex.platform.errors.Refusal;
import io.helidon.http.Header;

/** Form of refusals in a dialect. */
public interface RefusalMapper {

    /**
     * Refusal as sent.
     *
     * @param body written as JSON
     */
    record Worded(int status, Header contentType, Object body) {}

    /**
     * Returns the form of a refusal.
     *
     * @param status its status in the exchange's own contract
     * @param requestId id of the request in the server's log
     */
    Worded of(Refusal refusal, int status, String requestId);
}
