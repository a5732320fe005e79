package com.flowex.gateway.route;

/** How a route's calls are shared out among the upstreams of its group. */
public enum Balance {
    /** One after the other. */
    ROUND_ROBIN,
    /** In the proportion of their weights, evenly mixed. */
    WEIGHTED,
    RANDOM,
    /** Whoever has the fewest calls and WebSockets under way. */
    LEAST_CONNECTIONS
}
