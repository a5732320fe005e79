package com.flowex.access.http.admission;

import com.flowex.access.http.route.AcceptedParameters;
import io.helidon.websocket.WsListener;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;

/**
 * Path for WebSockets.
 *
 * @param path exact, or all below it if it ends in {@code /*}
 * @param takes accepted query parameters
 * @param listenerOf creates the listener of a new client
 */
public record SocketRoute(String path, AcceptedParameters takes, Function<SocketClient, WsListener> listenerOf) {

    /** Query parameter that names a tenant, on every path. */
    static final String TENANT = "tenant";

    private static final String ALL_BELOW = "/*";

    /** @param emptied those of {@code query} that may have no value */
    public static SocketRoute of(
            String path, Set<String> query, Set<String> emptied, Function<SocketClient, WsListener> listenerOf) {
        Set<String> names = new HashSet<>(query);
        names.add(TENANT);
        return new SocketRoute(path, AcceptedParameters.of("GET").and(names).mayBeEmpty(emptied), listenerOf);
    }

    boolean accepts(String requested) {
        return path.endsWith(ALL_BELOW)
                ? requested.startsWith(path.substring(0, path.length() - 1))
                : requested.equals(path);
    }
}
