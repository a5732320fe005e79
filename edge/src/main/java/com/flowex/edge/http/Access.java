package com.flowex.edge.http;

import com.flowex.edge.access.Permission;

/** Who may use a route. */
public sealed interface Access {

    /** Everybody. */
    Access PUBLIC = new Anybody();

    /** Everybody who is known, whatever they may do. */
    Access CALLER = new Known();

    /** Whoever may do this. */
    static Access of(Permission permission) {
        return new Permitted(permission);
    }

    record Anybody() implements Access {}

    record Known() implements Access {}

    record Permitted(Permission permission) implements Access {}
}
