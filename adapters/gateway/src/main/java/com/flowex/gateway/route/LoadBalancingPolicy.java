package com.flowex.gateway.route;

/** Distribution of a route's calls among the upstreams of its group. */
public enum LoadBalancingPolicy {
    /** One after the other. */
    ROUND_ROBIN,
    /** In proportion to their weights, evenly mixed. */
    WEIGHTED,
    RANDOM,
    /** The upstream with the fewest running calls and WebSockets. */
    LEAST_CONNECTIONS
}
