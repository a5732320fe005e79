package com.flowex.access.http.admission;

import com.flowex.access.http.page.HealthPages;
import com.flowex.access.http.route.Access;
import com.flowex.access.http.route.Route;
import java.util.Set;

/** Rate budget that requests of a route count against. */
public enum RateLimitScope {
    /**
     * No budget, because health checks that restart a hung process have to get through. Their answers are small and
     * from memory.
     */
    FREE,
    /** The address's budget for metrics and other pages of operators. */
    WATCHING,
    /** The address's budget for the page and its parts. */
    FILES,
    /** The address's budget for public market data. */
    PUBLIC_DATA,
    /** The user's budget, or the address's for an unknown sender. */
    SENDER;

    private static final Set<String> HEALTH = Set.of("/health", "/ready", "/live");

    public static RateLimitScope of(Route route) {
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

    /** Returns true if the request needs a tenant. */
    public boolean hasTenant() {
        return this == PUBLIC_DATA || this == SENDER;
    }
}
