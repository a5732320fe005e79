package com.flowex.edge.http;

import java.util.Set;

/** Against which budget requests of a route count. */
enum Counting {
    /** None: what restarts a process that does not answer has to come through. Its answers are small and from memory. */
    FREE,
    /** The address's for figures, and for what operators look at besides. */
    WATCHING,
    /** The address's for the page and its parts. */
    FILES,
    /** The address's for public market data. */
    PUBLIC_DATA,
    /** The user's, or the address's of whoever is not known. */
    SENDER;

    private static final Set<String> HEALTH = Set.of("/health", "/ready", "/live");

    static Counting of(Route route) {
        if (HEALTH.contains(route.pattern())) {
            return FREE;
        }
        if (route.pattern().equals(HealthPages.METRICS) || route.pattern().equals(HealthPages.HISTORY)) {
            return WATCHING;
        }
        if (route.pattern().startsWith("/docs")) {
            return FILES;
        }
        return route.access() == Access.PUBLIC && route.method().equals("GET") ? PUBLIC_DATA : SENDER;
    }

    /** Whether it matters whose exchange is meant. */
    boolean hasTenant() {
        return this == PUBLIC_DATA || this == SENDER;
    }
}
