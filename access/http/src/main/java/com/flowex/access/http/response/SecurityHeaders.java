package com.flowex.access.http.response;

import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.ServerResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Security headers of every answer, which restrict browsers. Pages describe their own content in more detail and
 * replace the last.
 */
public final class SecurityHeaders {

    private static final Header NO_STORE = HeaderValues.createCached(HeaderNames.CACHE_CONTROL, "no-store");

    private final List<Header> headers = new ArrayList<>();

    /** @param hstsAge time for which browsers insist on https; zero omits the header */
    public SecurityHeaders(Duration hstsAge) {
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

    public void addTo(ServerResponse response) {
        for (int i = 0; i < headers.size(); i++) {
            response.header(headers.get(i));
        }
    }

    /** Forbids caching, for answers with a caller's own data. */
    public static void forbidCaching(ServerResponse response) {
        response.header(NO_STORE);
    }
}
