package com.flowex.access.http.response;

import com.flowex.platform.errors.Refusal;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;

/** Refusals as problem documents (RFC 9457). */
public final class ProblemMapper implements RefusalMapper {

    private static final Header PROBLEM =
            HeaderValues.createCached(HeaderNames.CONTENT_TYPE, "application/problem+json");

    @Override
    public Worded of(Refusal refusal, int status, String requestId) {
        return new Worded(status, PROBLEM, Problem.of(refusal, requestId));
    }
}
