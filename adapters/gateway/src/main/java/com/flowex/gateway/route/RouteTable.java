package com.flowex.gateway.route;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All routes, and the groups of upstreams that they name.
 *
 * @param routes routes, the longest prefix first
 */
public record RouteTable(List<RelayRoute> routes, Map<String, List<UpstreamAddress>> groups) {

    /** Group of a plain list of upstreams without routes. */
    public static final String ONLY_GROUP = "main";

    public RouteTable {
        routes = routes.stream()
                .sorted(Comparator.comparingInt(
                        (RelayRoute route) -> -route.prefix().length()))
                .toList();
        groups = Map.copyOf(new LinkedHashMap<>(groups));
    }

    /** Returns a table that routes every call to these upstreams. */
    public static RouteTable everythingTo(List<UpstreamAddress> upstreams, RouteDefaults defaults) {
        return new RouteTable(List.of(defaults.route("/", ONLY_GROUP)), Map.of(ONLY_GROUP, upstreams));
    }

    /**
     * Returns the route of a path; empty if there is none.
     *
     * @param path path as it was sent, without a query
     */
    public Optional<RelayRoute> of(String path) {
        for (RelayRoute route : routes) {
            if (route.matches(path)) {
                return Optional.of(route);
            }
        }
        return Optional.empty();
    }
}
