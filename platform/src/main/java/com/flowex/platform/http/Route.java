package com.flowex.platform.http;

/**
 * One method of one path.
 *
 * @param method upper case
 * @param pattern as in docs/api/openapi.yaml: {@code /api/trading/orders/{id}}
 */
public record Route(String method, String pattern, Access access, Endpoint endpoint) {

    /** "GET /api/trading/orders/{id}". */
    public String name() {
        return method + " " + pattern;
    }
}
