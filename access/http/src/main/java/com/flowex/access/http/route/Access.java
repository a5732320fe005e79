package com.flowex.access.http.route;

import com.flowex.access.auth.Permission;

/** Access rule of a route. */
public sealed interface Access {

    /** Any client. */
    Access PUBLIC = new Anybody();

    /** Any authenticated caller, with whatever permissions. */
    Access CALLER = new Known();

    /** Returns the rule for callers with this permission. */
    static Access of(Permission permission) {
        return new Permitted(permission);
    }

    record Anybody() implements Access {}

    record Known() implements Access {}

    record Permitted(Permission permission) implements Access {}
}
