package com.flowex.edge.http;

import com.flowex.edge.access.Permission;
import com.flowex.edge.tenancy.Feature;
import java.util.Optional;
import java.util.Set;

/**
 * One method of one path.
 *
 * @param method upper case
 * @param pattern as in docs/api/openapi.yaml: {@code /api/trading/orders/{id}}
 * @param audited whether every use goes into the audit log
 * @param weight how many requests one counts as
 * @param feature what a tenant switches off to be without it; empty: it is always there
 * @param takes its query parameters and its body
 * @param cancels whether it only takes risk away: it draws on a budget of its own
 * @param dialect in which it speaks with its callers
 */
public record Route(
        String method,
        String pattern,
        Access access,
        Endpoint endpoint,
        boolean audited,
        int weight,
        Optional<Feature> feature,
        Takes takes,
        boolean cancels,
        Dialect dialect) {

    /** A route of which no use is audited unless it is privileged. */
    public Route(String method, String pattern, Access access, Endpoint endpoint) {
        this(
                method,
                pattern,
                access,
                endpoint,
                isPrivileged(access),
                1,
                Optional.empty(),
                Takes.of(method),
                false,
                Dialect.NATIVE);
    }

    private static boolean isPrivileged(Access access) {
        return access instanceof Access.Permitted(Permission permission) && permission.isPrivileged();
    }

    Route asAudited() {
        return new Route(method, pattern, access, endpoint, true, weight, feature, takes, cancels, dialect);
    }

    Route weighing(int requests) {
        return new Route(method, pattern, access, endpoint, audited, requests, feature, takes, cancels, dialect);
    }

    Route partOf(Feature whole) {
        return new Route(
                method, pattern, access, endpoint, audited, weight, Optional.of(whole), takes, cancels, dialect);
    }

    Route taking(Takes what) {
        return new Route(method, pattern, access, endpoint, audited, weight, feature, what, cancels, dialect);
    }

    Route cancelling() {
        return new Route(method, pattern, access, endpoint, audited, weight, feature, takes, true, dialect);
    }

    Route speaking(Dialect other) {
        Takes both = takes.and(other.takes());
        return new Route(method, pattern, access, endpoint, audited, weight, feature, both, cancels, other);
    }

    /** Whether it is a route of the API's, not a file or a browser's question. */
    boolean isServed() {
        return pattern.startsWith("/");
    }

    /** Names of the query parameters that it takes; the test that compares them with the API document reads this. */
    public Set<String> query() {
        return takes.query();
    }

    /** The longest body that it takes; 0: none. */
    public int bodyBytesMax() {
        return takes.bodyBytesMax();
    }

    Route onlyWhile(Runnable condition) {
        Endpoint guarded = request -> {
            condition.run();
            return endpoint.answer(request);
        };
        return new Route(method, pattern, access, guarded, audited, weight, feature, takes, cancels, dialect);
    }

    /** "GET /api/trading/orders/{id}". */
    public String name() {
        return method + " " + pattern;
    }
}
