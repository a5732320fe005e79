package com.flowex.platform.errors;

import java.util.Set;

/** Kind of a refusal: what a client may conclude from it without its code. Each protocol has its own word for a kind. */
public enum RefusalKind {
    /** The request breaks the contract. */
    INVALID,
    /** The caller's identity is unknown or unproven. */
    UNAUTHENTICATED,
    /** The caller is known and lacks a permission. */
    FORBIDDEN,
    NOT_FOUND,
    METHOD_NOT_ALLOWED,
    /** The present state, or an earlier request, excludes the request. */
    CONFLICT,
    /** The answer existed and is past retention. */
    GONE,
    TOO_LARGE,
    HEADERS_TOO_LARGE,
    /** Understood and refused by a rule of the exchange; nothing changed. */
    REFUSED,
    /** Too many requests; a later one may succeed. */
    RATE_LIMITED,
    INTERNAL,
    NOT_IMPLEMENTED,
    /** Nothing was done; the same request may succeed later. */
    UNAVAILABLE,
    /** The request may or may not have been carried out. */
    UNKNOWN_OUTCOME;

    private static final Set<RefusalKind> FAULTS = Set.of(INTERNAL, NOT_IMPLEMENTED, UNAVAILABLE, UNKNOWN_OUTCOME);

    /** Returns true if the exchange was unable to answer, rather than unwilling. */
    public boolean isFault() {
        return FAULTS.contains(this);
    }

    /** Returns true if the same request would always be refused again. */
    public boolean isFinal() {
        return !isFault() && this != RATE_LIMITED;
    }
}
