package com.flowex.gateway.relay;

import com.flowex.gateway.route.RelayRoute;
import com.flowex.gateway.route.RouteTable;
import com.flowex.gateway.upstream.LoadBalancer;
import com.flowex.gateway.upstream.RetryBudget;
import com.flowex.gateway.upstream.Upstream;
import com.flowex.gateway.upstream.UpstreamGroup;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Selection of route and upstream for a path. Safe for many threads. */
public final class RouteResolver {

    /** A route with its state while the gateway runs. */
    record LiveRoute(RelayRoute route, UpstreamGroup group, LoadBalancer picker, RetryBudget budget) {

        Optional<Upstream> pick(Set<Upstream> tried) {
            return group.pick(picker, tried);
        }
    }

    private final RouteTable table;
    private final Map<RelayRoute, LiveRoute> routes = new HashMap<>();

    /** @param groups all groups that the table names */
    public RouteResolver(RouteTable table, Map<String, UpstreamGroup> groups, int retryPercent) {
        this.table = table;
        for (RelayRoute route : table.routes()) {
            UpstreamGroup group = groups.get(route.group());
            if (group == null) {
                throw new IllegalArgumentException("no upstreams " + route.group());
            }
            routes.put(
                    route,
                    new LiveRoute(route, group, new LoadBalancer(route.balance()), new RetryBudget(retryPercent)));
        }
    }

    Optional<LiveRoute> of(String path) {
        return table.of(path).map(routes::get);
    }
}
