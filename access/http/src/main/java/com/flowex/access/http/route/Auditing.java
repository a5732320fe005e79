package com.flowex.access.http.route;

/** Uses of a route that go into the audit log. */
public enum Auditing {
    NONE,
    /** Reads of data about people: a repeated read of the same caller is one entry for a while. Refusals are always entries. */
    READS,
    EVERY
}
