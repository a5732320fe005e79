package com.flowex.access.http.response;

import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import io.helidon.http.Header;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Headers;
import io.helidon.webserver.http.ServerResponse;
import java.net.URI;
import java.util.List;
import java.util.Set;

/**
 * Cross-origin rules: pages of configured origins may call with tokens they hold; no other origin may make a browser
 * send its cookies along.
 */
public final class CrossOrigin {

    private static final HeaderName SEC_FETCH_SITE = HeaderNames.create("Sec-Fetch-Site");
    private static final HeaderName API_KEY = HeaderNames.create("X-Api-Key");
    private static final Set<String> HARMLESS = Set.of("GET", "HEAD", "OPTIONS");
    private static final Header VARY = HeaderValues.createCached(HeaderNames.VARY, "Origin");
    private static final Header EXPOSED = HeaderValues.createCached(
            HeaderNames.ACCESS_CONTROL_EXPOSE_HEADERS,
            "X-Request-Id, Retry-After, X-RateLimit-Limit, X-RateLimit-Remaining, X-RateLimit-Weight, X-Sequence,"
                    + " X-Open-Orders-Limit, X-Open-Orders-Remaining, X-Client-Order-Ids-Limit, X-Client-Order-Ids-Remaining");
    private static final String REQUEST_HEADERS =
            "Authorization, Content-Type, Idempotency-Key, If-Match, traceparent, X-Api-Key,"
                    + " X-Min-Sequence, X-Nonce, X-Recv-Window, X-Request-Id, X-Signature, X-Tenant, X-Timestamp";
    private static final String PREFLIGHT_SECONDS = "600";

    private final Set<String> origins;

    public CrossOrigin(List<String> origins) {
        this.origins = Set.copyOf(origins);
    }

    public boolean isPreflight(String method, Headers headers) {
        return method.equals("OPTIONS")
                && headers.contains(HeaderNames.ORIGIN)
                && headers.contains(HeaderNames.ACCESS_CONTROL_REQUEST_METHOD);
    }

    /** @throws Refusal 403 if the page's origin is not one of ours */
    public Answer preflight(Headers headers, Set<String> methods) {
        if (!origins.contains(headers.get(HeaderNames.ORIGIN).get())) {
            throw new Refusal(RefusalCode.FORBIDDEN_ORIGIN, "pages of this origin may not call this exchange");
        }
        return Answer.noContent()
                .header("Access-Control-Allow-Methods", String.join(", ", methods))
                .header("Access-Control-Allow-Headers", REQUEST_HEADERS)
                .header("Access-Control-Max-Age", PREFLIGHT_SECONDS);
    }

    /** Lets the calling page read the answer if its origin is permitted. */
    public void permit(Headers headers, ServerResponse response) {
        if (origins.isEmpty() || !headers.contains(HeaderNames.ORIGIN)) {
            return;
        }
        String origin = headers.get(HeaderNames.ORIGIN).get();
        response.header(VARY);
        if (origins.contains(origin)) {
            response.header(HeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
            response.header(EXPOSED);
        }
    }

    /**
     * Refuses forged requests. A browser sends cookies whichever page causes the request, but no token or signature. A
     * request that changes data and has only a cookie must therefore come from a page of ours.
     *
     * @throws Refusal 403 {@code csrf}
     */
    public void refuseForged(String method, Headers headers) {
        if (!headers.contains(HeaderNames.COOKIE) || HARMLESS.contains(method)) {
            return;
        }
        boolean token = headers.contains(HeaderNames.AUTHORIZATION) || headers.contains(API_KEY);
        if (!token && !isOurs(headers)) {
            throw new Refusal(
                    RefusalCode.CSRF,
                    "a request with cookies must come from a page of this exchange, or carry a token");
        }
    }

    private boolean isOurs(Headers headers) {
        String origin = headers.first(HeaderNames.ORIGIN).orElse("");
        if (origins.contains(origin)) {
            return true;
        }
        String site = headers.first(SEC_FETCH_SITE).orElse("");
        if (!site.isEmpty()) {
            return site.equals("same-origin") || site.equals("none");
        }
        return isSameHost(origin, headers.first(HeaderNames.HOST).orElse(""));
    }

    private static boolean isSameHost(String origin, String host) {
        try {
            return !host.isEmpty() && host.equalsIgnoreCase(URI.create(origin).getRawAuthority());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
