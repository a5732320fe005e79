package com.flowex.edge.http;

import com.flowex.ground.refusal.Refusal;
import com.flowex.ground.refusal.RefusalCode;
import java.util.LinkedHashMap;
import java.util.Map;

/** A refusal of which only HTTP can say more: how a request was sent rather than what it asks for. */
final class EdgeRefusal extends Refusal {

    private static final long serialVersionUID = 1L;

    private static final String CONNECTION = "Connection";

    private final int status;
    private final transient Map<String, String> headers;

    private EdgeRefusal(int status, RefusalCode code, String detail, Map<String, String> headers) {
        super(code, detail);
        this.status = status;
        this.headers = Map.copyOf(headers);
    }

    /** With the status that the server below has chosen. */
    static EdgeRefusal withStatus(int status, RefusalCode code, String detail) {
        return new EdgeRefusal(status, code, detail, Map.of());
    }

    /** After this answer there is no other: what comes next on the connection cannot be told from this request's rest. */
    static EdgeRefusal lastAnswer(RefusalCode code, String detail) {
        return new EdgeRefusal(Statuses.of(code), code, detail, Map.of(CONNECTION, "close"));
    }

    static EdgeRefusal otherMethod(String method, String allowed) {
        RefusalCode code = RefusalCode.METHOD_NOT_ALLOWED;
        String detail = method + " is not allowed here, but " + allowed;
        return new EdgeRefusal(Statuses.of(code), code, detail, Map.of("Allow", allowed));
    }

    int status() {
        return status;
    }

    /** What the answer to a refusal says beside its document. */
    static Map<String, String> headersOf(Refusal refusal) {
        Map<String, String> headers = new LinkedHashMap<>();
        if (Statuses.of(refusal) == Statuses.UNAUTHORIZED) {
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
