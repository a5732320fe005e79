package com.flowex.gateway.route;

import java.time.Duration;

/**
 * Where the calls below a path go.
 *
 * @param prefix {@code /}, or a path without a slash at its end: it and all below it
 * @param group the upstreams that serve it
 * @param firstByte the longest from a call's last byte to its answer's first
 * @param whole the longest of a call, from its first byte to its answer's last; WebSockets have no such limit
 * @param retries how often a call may be tried again elsewhere
 * @param stale how old an answer may be that is given where nobody serves the route; zero for never
 */
public record RelayRoute(
        String prefix, String group, Balance balance, Duration firstByte, Duration whole, int retries, Duration stale) {

    boolean takes(String path) {
        return prefix.equals("/")
                || path.startsWith(prefix) && (path.length() == prefix.length() || path.charAt(prefix.length()) == '/');
    }
}
