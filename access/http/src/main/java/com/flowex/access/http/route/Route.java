package com.flowex.access.http.route;

import com.flowex.access.auth.Permission;
import com.flowex.access.tenancy.Feature;
import java.util.Optional;
import java.util.Set;

/**
 * Route: one method of one path.
 *
 * @param method upper case
 * @param pattern as in docs/api/openapi.yaml: {@code /api/trading/orders/{id}}
 * @param auditing its uses that go into the audit log
 * @param weight number of requests that one counts as
 * @param feature feature of a tenant that the route belongs to; empty if it is always available
 * @param takes its query parameters and its body
 * @param cancels true if it only reduces risk: it draws on a budget of its own
 * @param dialect its protocol with callers
 */
public record Route(
        String method,
        String pattern,
        Access access,
        Endpoint endpoint,
        Auditing auditing,
        int weight,
        Optional<Feature> feature,
        AcceptedParameters takes,
        boolean cancels,
        Dialect dialect) {

    /** Creates a route that is audited only if it is privileged: a read as a read, anything else at every use. */
    public Route(String method, String pattern, Access access, Endpoint endpoint) {
        this(
                method,
                pattern,
                access,
                endpoint,
                auditing(method, access),
                1,
                Optional.empty(),
                AcceptedParameters.of(method),
                false,
                Dialect.NATIVE);
    }

    private static Auditing auditing(String method, Access access) {
        boolean isPrivileged = access instanceof Access.Permitted(Permission permission) && permission.isPrivileged();
        if (!isPrivileged) {
            return Auditing.NONE;
        }
        return method.equals("GET") ? Auditing.READS : Auditing.EVERY;
    }

    /** Returns true if uses go into the audit log. */
    public boolean audited() {
        return auditing != Auditing.NONE;
    }

    Route auditing(Auditing uses) {
        return new Route(method, pattern, access, endpoint, uses, weight, feature, takes, cancels, dialect);
    }

    Route weighing(int requests) {
        return new Route(method, pattern, access, endpoint, auditing, requests, feature, takes, cancels, dialect);
    }

    Route partOf(Feature whole) {
        return new Route(
                method, pattern, access, endpoint, auditing, weight, Optional.of(whole), takes, cancels, dialect);
    }

    Route taking(AcceptedParameters parameters) {
        return new Route(method, pattern, access, endpoint, auditing, weight, feature, parameters, cancels, dialect);
    }

    Route cancelling() {
        return new Route(method, pattern, access, endpoint, auditing, weight, feature, takes, true, dialect);
    }

    Route speaking(Dialect other) {
        AcceptedParameters both = takes.and(other.takes());
        return new Route(method, pattern, access, endpoint, auditing, weight, feature, both, cancels, other);
    }

    /** Returns true for a route of the API, false for a file or a browser's preflight request. */
    public boolean isServed() {
        return pattern.startsWith("/");
    }

    /**
     * Returns the names of the query parameters that it accepts; the test that compares them with the API document
     * reads this.
     */
    public Set<String> query() {
        return takes.query();
    }

    /** Returns the longest body that it accepts, bytes; 0 for none. */
    public int bodyBytesMax() {
        return takes.bodyBytesMax();
    }

    Route actingFor(String parameter, AccountChoice choice) {
        Endpoint chosen = request -> {
            request.query(parameter)
                    .ifPresent(
                            name -> request.actsFor(choice.of(request.caller().account(), name)));
            return endpoint.answer(request);
        };
        AcceptedParameters more = takes.and(Set.of(parameter));
        return new Route(method, pattern, access, chosen, auditing, weight, feature, more, cancels, dialect);
    }

    Route onlyWhile(Runnable condition) {
        Endpoint guarded = request -> {
            condition.run();
            return endpoint.answer(request);
        };
        return new Route(method, pattern, access, guarded, auditing, weight, feature, takes, cancels, dialect);
    }

    /** Returns its name, as in "GET /api/trading/orders/{id}". */
    public String name() {
        return method + " " + pattern;
    }
}
