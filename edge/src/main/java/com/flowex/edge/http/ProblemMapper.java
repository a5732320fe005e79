package com.flowex.edge.http;

import com.flowex.ground.refusal.Refusal;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;

/** Refusals as problem documents (RFC 9457). */
final class ProblemMapper implements RefusalMapper {

    private static final Header PROBLEM =
            HeaderValues.createCached(HeaderNames.CONTENT_TYPE, "application/problem+json");

    @Override
    public Worded of(Refusal refusal, int status, String requestId) {
        return new Worded(status, PROBLEM, Problem.of(refusal, requestId));
    }
}
