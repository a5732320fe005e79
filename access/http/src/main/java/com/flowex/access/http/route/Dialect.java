package com.flowex.access.http.route;

import com.flowex.access.http.caller.NativeSignatureScheme;
import com.flowex.access.http.caller.SignatureScheme;
import com.flowex.access.http.response.NativeRateLimitHeaders;
import com.flowex.access.http.response.ProblemMapper;
import com.flowex.access.http.response.RateLimitHeaders;
import com.flowex.access.http.response.RefusalMapper;
import java.util.Set;

/**
 * Protocol details of a group of routes: signature scheme, form of a refusal, rate-limit headers (ADR 0084). Checks,
 * counts and refusals are the same in every dialect.
 *
 * @param takes names of query parameters of the signature; every route of the group accepts them
 */
public record Dialect(
        SignatureScheme signing, RefusalMapper refusals, RateLimitHeaders limitHeaders, Set<String> takes) {

    /** The exchange's own dialect: signatures in headers, problem documents, X-RateLimit headers. */
    public static final Dialect NATIVE =
            new Dialect(new NativeSignatureScheme(), new ProblemMapper(), new NativeRateLimitHeaders(), Set.of());

    public Dialect {
        takes = Set.copyOf(takes);
    }
}
