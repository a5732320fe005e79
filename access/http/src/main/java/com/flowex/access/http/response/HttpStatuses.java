package com.flowex.access.http.response;

import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;

/** HTTP status of every refusal, by its kind. */
public final class HttpStatuses {

    static final int UNAUTHORIZED = 401;
    public static final int TOO_MANY = 429;

    private HttpStatuses() {}

    /** Returns the status by the refusal's code, unless the refusal has one of its own. */
    public static int of(Refusal refusal) {
        return refusal instanceof EdgeRefusal edge ? edge.status() : of(refusal.code());
    }

    static int of(RefusalCode code) {
        return switch (code.kind()) {
            case INVALID -> 400;
            case UNAUTHENTICATED -> UNAUTHORIZED;
            case FORBIDDEN -> 403;
            case NOT_FOUND -> 404;
            case METHOD_NOT_ALLOWED -> 405;
            case CONFLICT -> 409;
            case GONE -> 410;
            case TOO_LARGE -> 413;
            case REFUSED -> 422;
            case RATE_LIMITED -> TOO_MANY;
            case HEADERS_TOO_LARGE -> 431;
            case INTERNAL -> 500;
            case NOT_IMPLEMENTED -> 501;
            case UNAVAILABLE -> 503;
            case UNKNOWN_OUTCOME -> 504;
        };
    }
}
