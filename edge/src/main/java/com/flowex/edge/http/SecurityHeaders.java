package com.flowex.edge.http;

import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.ServerResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What every answer tells a browser not to do. Pages say more about their own content and replace the last. */
final class SecurityHeaders {

    private static final Header NO_STORE = HeaderValues.createCached(HeaderNames.CACHE_CONTROL, "no-store");

    private final List<Header> headers = new ArrayList<>();

    /** @param hstsAge how long to insist on https; zero: nothing is said about it */
    SecurityHeaders(Duration hstsAge) {
        if (!hstsAge.isZero()) {
            headers.add(HeaderValues.createCached(
                    "Strict-Transport-Security", "max-age=" + hstsAge.toSeconds() + "; includeSubDomains"));
        }
        headers.add(HeaderValues.createCached("X-Content-Type-Options", "nosniff"));
        headers.add(HeaderValues.createCached("X-Frame-Options", "DENY"));
        headers.add(HeaderValues.createCached("X-XSS-Protection", "1; mode=block"));
        headers.add(HeaderValues.createCached("Referrer-Policy", "no-referrer"));
        headers.add(HeaderValues.createCached("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"));
    }

    void addTo(ServerResponse response) {
        for (int i = 0; i < headers.size(); i++) {
            response.header(headers.get(i));
        }
    }

    /** For answers that are somebody's own. */
    static void forbidCaching(ServerResponse response) {
        response.header(NO_STORE);
    }
}
