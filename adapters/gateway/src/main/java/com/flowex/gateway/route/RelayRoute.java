package com.flowex.gateway.route;

import java.time.Duration;

/**
 * Destination of the calls below a path.
 *
 * @param prefix {@code /}, or a path without a slash at its end; it covers the path and all below it
 * @param group group of upstreams that serve it
 * @param firstByte longest time from a call's last byte to its answer's first
 * @param whole longest time from a call's first byte to its answer's last; WebSockets have no such limit
 * @param retries number of times that a call may be tried again elsewhere
 * @param stale greatest age of a cached answer that is served while no upstream does; zero for never
 */
public record RelayRoute(
        String prefix,
        String group,
        LoadBalancingPolicy balance,
        Duration firstByte,
        Duration whole,
        int retries,
        Duration stale) {

    boolean matches(String path) {
        return prefix.equals("/")
                || path.startsWith(prefix) && (path.length() == prefix.length() || path.charAt(prefix.length()) == '/');
    }
}
