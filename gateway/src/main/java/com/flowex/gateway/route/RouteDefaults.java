package com.flowex.gateway.route;

import java.time.Duration;

/** What a route is that does not say otherwise. */
public record RouteDefaults(Balance balance, Duration firstByte, Duration whole, int retries) {

    /** The most that anybody may ask for. */
    public static final int RETRIES_MAX = 5;

    RelayRoute route(String prefix, String group) {
        return new RelayRoute(prefix, group, balance, firstByte, whole, retries, Duration.ZERO);
    }
}
