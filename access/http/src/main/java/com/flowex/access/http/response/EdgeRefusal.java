package com.flowex.access.http.response;

import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import java.util.LinkedHashMap;
import java.util.Map;

/** Refusal with details that only HTTP has: it concerns how a request was sent rather than its subject. */
public final class EdgeRefusal extends Refusal {

    private static final long serialVersionUID = 1L;

    private static final String CONNECTION = "Connection";

    private final int status;
    private final transient Map<String, String> headers;

    private EdgeRefusal(int status, RefusalCode code, String detail, Map<String, String> headers) {
        super(code, detail);
        this.status = status;
        this.headers = Map.copyOf(headers);
    }

    /** Creates a refusal with the status that the HTTP server has chosen. */
    public static EdgeRefusal withStatus(int status, RefusalCode code, String detail) {
        return new EdgeRefusal(status, code, detail, Map.of());
    }

    /**
     * Creates a refusal that ends the connection, because the next request cannot be distinguished from the rest of
     * this one.
     */
    public static EdgeRefusal lastAnswer(RefusalCode code, String detail) {
        return new EdgeRefusal(HttpStatuses.of(code), code, detail, Map.of(CONNECTION, "close"));
    }

    public static EdgeRefusal otherMethod(String method, String allowed) {
        RefusalCode code = RefusalCode.METHOD_NOT_ALLOWED;
        String detail = method + " is not allowed here, but " + allowed;
        return new EdgeRefusal(HttpStatuses.of(code), code, detail, Map.of("Allow", allowed));
    }

    int status() {
        return status;
    }

    /** Returns the headers of a refusal's response. */
    public static Map<String, String> headersOf(Refusal refusal) {
        Map<String, String> headers = new LinkedHashMap<>();
        if (HttpStatuses.of(refusal) == HttpStatuses.UNAUTHORIZED) {
            headers.put("WWW-Authenticate", "Bearer");
        }
        if (refusal.retryAfterSeconds() > 0) {
            headers.put("Retry-After", Long.toString(refusal.retryAfterSeconds()));
        }
        if (refusal instanceof EdgeRefusal edge) {
            headers.putAll(edge.headers);
        }
        return headers;
    }
}
