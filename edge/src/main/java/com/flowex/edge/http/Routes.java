package com.flowex.edge.http;

import com.flowex.edge.tenancy.Feature;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The routes of one service, in the order they were added. A pattern's {@code {name}} takes one path segment. */
public final class Routes {

    private final List<Route> routes = new ArrayList<>();
    private final Map<String, Dialect> dialects = new LinkedHashMap<>();

    public Routes get(String pattern, Access access, Endpoint endpoint) {
        return add(new Route("GET", pattern, access, endpoint));
    }

    public Routes post(String pattern, Access access, Endpoint endpoint) {
        return add(new Route("POST", pattern, access, endpoint));
    }

    public Routes put(String pattern, Access access, Endpoint endpoint) {
        return add(new Route("PUT", pattern, access, endpoint));
    }

    public Routes patch(String pattern, Access access, Endpoint endpoint) {
        return add(new Route("PATCH", pattern, access, endpoint));
    }

    public Routes delete(String pattern, Access access, Endpoint endpoint) {
        return add(new Route("DELETE", pattern, access, endpoint));
    }

    /** Every use of the route added last goes into the audit log, before it is answered. */
    public Routes audited() {
        routes.add(routes.removeLast().asAudited());
        return this;
    }

    /** One use of the route added last counts as so many requests: what costs more than a placed order. */
    public Routes weight(int requests) {
        routes.add(routes.removeLast().weighing(requests));
        return this;
    }

    /** The route added last is not there for tenants that have this feature switched off. */
    public Routes partOf(Feature whole) {
        routes.add(routes.removeLast().partOf(whole));
        return this;
    }

    /** The query parameters of the route added last; any other is refused. */
    public Routes query(String... names) {
        Route last = routes.removeLast();
        routes.add(last.taking(last.takes().query(names)));
        return this;
    }

    /** The longest body of the route added last, where it is not the usual {@value Takes#BODY_BYTES} bytes. */
    public Routes body(int bytesMax) {
        Route last = routes.removeLast();
        routes.add(last.taking(last.takes().body(bytesMax)));
        return this;
    }

    /** The route added last takes no body, although its method could. */
    public Routes withoutBody() {
        return body(0);
    }

    /** The route added last only takes risk away: it is refused when nothing else is left, and never because of the rest. */
    public Routes cancels() {
        routes.add(routes.removeLast().cancelling());
        return this;
    }

    /** All routes added so far speak another dialect than the exchange's own with their callers. */
    public Routes speaking(Dialect dialect) {
        routes.replaceAll(route -> route.speaking(dialect));
        return this;
    }

    /** The same; and who asks below one of these paths for what there is not hears so in that dialect too. */
    public Routes speaking(Dialect dialect, String... prefixes) {
        for (String prefix : prefixes) {
            dialects.put(prefix, dialect);
        }
        return speaking(dialect);
    }

    /** In which dialect it is said that there is nothing at a path. */
    Dialect dialectOf(String path) {
        return dialects.entrySet().stream()
                .filter(each -> path.startsWith(each.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(Dialect.NATIVE);
    }

    public Routes addAll(Routes other) {
        dialects.putAll(other.dialects);
        other.routes.forEach(this::add);
        return this;
    }

    /**
     * Puts a condition before every read among them.
     *
     * @param condition throws the problem that a reader is answered
     */
    public Routes readsOnlyWhile(Runnable condition) {
        routes.replaceAll(route -> route.method().equals("GET") ? route.onlyWhile(condition) : route);
        return this;
    }

    /** Every route; the test that compares them with the API document reads this. */
    public List<Route> all() {
        return List.copyOf(routes);
    }

    private Routes add(Route route) {
        boolean taken = routes.stream().anyMatch(other -> other.name().equals(route.name()));
        if (taken) {
            throw new IllegalArgumentException("a route is added once, was there already: " + route.name());
        }
        routes.add(route);
        return this;
    }
}
