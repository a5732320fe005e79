package com.flowex.platform.http;

import com.flowex.platform.access.Permission;
import com.flowex.platform.tenancy.Feature;
import java.util.Optional;

/**
 * One method of one path.
 *
 * @param method upper case
 * @param pattern as in docs/api/openapi.yaml: {@code /api/trading/orders/{id}}
 * @param audited whether every use goes into the audit log
 * @param weight how many requests one counts as
 * @param feature what a tenant switches off to be without it; empty: it is always there
 */
public record Route(
        String method,
        String pattern,
        Access access,
        Endpoint endpoint,
        boolean audited,
        int weight,
        Optional<Feature> feature) {

    /** A route of which no use is audited unless it is privileged. */
    public Route(String method, String pattern, Access access, Endpoint endpoint) {
        this(method, pattern, access, endpoint, isPrivileged(access), 1, Optional.empty());
    }

    private static boolean isPrivileged(Access access) {
        return access instanceof Access.Permitted(Permission permission) && permission.isPrivileged();
    }

    Route asAudited() {
        return new Route(method, pattern, access, endpoint, true, weight, feature);
    }

    Route weighing(int requests) {
        return new Route(method, pattern, access, endpoint, audited, requests, feature);
    }

    Route partOf(Feature whole) {
        return new Route(method, pattern, access, endpoint, audited, weight, Optional.of(whole));
    }

    Route onlyWhile(Runnable condition) {
        Endpoint guarded = request -> {
            condition.run();
            return endpoint.answer(request);
        };
        return new Route(method, pattern, access, guarded, audited, weight, feature);
    }

    /** "GET /api/trading/orders/{id}". */
    public String name() {
        return method + " " + pattern;
    }
}
