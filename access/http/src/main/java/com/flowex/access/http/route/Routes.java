package com.flowex.access.http.route;

import com.flowex.access.tenancy.Feature;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Routes of one service, in the order in which they were added. A pattern's {@code {name}} matches one path segment.
 */
public final class Routes {

    private final List<Route> routes = new ArrayList<>();
    private final Map<String, Dialect> dialects = new LinkedHashMap<>();
    private final Map<String, String> advice = new LinkedHashMap<>();

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

    /** Audits every use of the route added last, before it is answered. */
    public Routes audited() {
        routes.add(routes.removeLast().auditing(Auditing.EVERY));
        return this;
    }

    /** Keeps the route added last out of the audit log: a privileged read that shows nothing about a person. */
    public Routes unaudited() {
        routes.add(routes.removeLast().auditing(Auditing.NONE));
        return this;
    }

    /**
     * Makes one use of the route added last count as this number of requests, because it costs more than a placed
     * order.
     */
    public Routes weight(int requests) {
        routes.add(routes.removeLast().weighing(requests));
        return this;
    }

    /** Refuses the route added last to tenants that have this feature switched off. */
    public Routes partOf(Feature whole) {
        routes.add(routes.removeLast().partOf(whole));
        return this;
    }

    /** Sets the query parameters of the route added last; any other is refused. */
    public Routes query(String... names) {
        Route last = routes.removeLast();
        routes.add(last.taking(last.takes().query(names)));
        return this;
    }

    /** Sets the longest body of the route added last, if it differs from the usual {@value AcceptedParameters#BODY_BYTES} bytes. */
    public Routes body(int bytesMax) {
        Route last = routes.removeLast();
        routes.add(last.taking(last.takes().body(bytesMax)));
        return this;
    }

    /** Makes the route added last accept no body, although its method could have one. */
    public Routes withoutBody() {
        return body(0);
    }

    /**
     * Marks the route added last as reducing risk only: its requests have a budget of their own and are never refused
     * because of others.
     */
    public Routes cancels() {
        routes.add(routes.removeLast().cancelling());
        return this;
    }

    /** Sets the dialect of all routes added so far. */
    public Routes speaking(Dialect dialect) {
        routes.replaceAll(route -> route.speaking(dialect));
        return this;
    }

    /** Sets the dialect of all routes added so far, and of 404 answers for paths below one of these prefixes. */
    public Routes speaking(Dialect dialect, String... prefixes) {
        for (String prefix : prefixes) {
            dialects.put(prefix, dialect);
        }
        return speaking(dialect);
    }

    /** Returns the dialect of a 404 answer for a path. */
    public Dialect dialectOf(String path) {
        return dialects.entrySet().stream()
                .filter(each -> path.startsWith(each.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(Dialect.NATIVE);
    }

    /** Sets the advice in 404 answers for paths with this prefix. */
    public Routes absent(String prefix, String instead) {
        advice.put(prefix, instead);
        return this;
    }

    /** Returns the text of a 404 answer for a path. */
    public String absence(String path) {
        String found = "there is nothing at " + path;
        return advice.entrySet().stream()
                .filter(each -> path.startsWith(each.getKey()))
                .max(Comparator.comparingInt(each -> each.getKey().length()))
                .map(each -> found + ": " + each.getValue())
                .orElse(found);
    }

    public Routes addAll(Routes other) {
        dialects.putAll(other.dialects);
        advice.putAll(other.advice);
        other.routes.forEach(this::add);
        return this;
    }

    /**
     * Lets the callers of all routes added so far act for another account of theirs.
     *
     * @param parameter query parameter that names it; without it a request is for the caller's own account
     */
    public Routes actingFor(String parameter, AccountChoice choice) {
        routes.replaceAll(route -> route.actingFor(parameter, choice));
        return this;
    }

    /**
     * Puts a condition before every read among them.
     *
     * @param condition throws the problem that answers the reader
     */
    public Routes readsOnlyWhile(Runnable condition) {
        routes.replaceAll(route -> route.method().equals("GET") ? route.onlyWhile(condition) : route);
        return this;
    }

    /** Returns every route; the test that compares them with the API document reads this. */
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
