package com.flowex.gateway.route;

import java.time.Duration;

/** Defaults of routes. */
public record RouteDefaults(LoadBalancingPolicy balance, Duration firstByte, Duration whole, int retries) {

    /** Greatest number of retries that can be configured. */
    public static final int RETRIES_MAX = 5;

    RelayRoute route(String prefix, String group) {
        return new RelayRoute(prefix, group, balance, firstByte, whole, retries, Duration.ZERO);
    }
}
