package com.flowex.platform.http;

import java.util.Set;

/** Against which budget requests of a route count. */
enum Counting {
    /** None: what watches the process has to come through, and files cost next to nothing. */
    FREE,
    /** The address's for public market data. */
    PUBLIC_DATA,
    /** The user's, or the address's of whoever is not known. */
    SENDER;

    private static final Set<String> WATCHING = Set.of("/health", "/ready", "/live", "/metrics");

    static Counting of(Route route) {
        if (WATCHING.contains(route.pattern()) || route.pattern().startsWith("/docs")) {
            return FREE;
        }
        return route.access() == Access.PUBLIC && route.method().equals("GET") ? PUBLIC_DATA : SENDER;
    }
}
