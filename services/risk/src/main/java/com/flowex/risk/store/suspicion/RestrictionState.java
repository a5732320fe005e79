package com.flowex.risk.store.suspicion;

import java.util.Locale;

/** State of the restriction of a confirmed case. */
public enum RestrictionState {
    NONE,
    /** Approved, but not in force yet: identity is asked until the restriction is in force. */
    PENDING,
    DONE,
    /** The account no longer has an owner. */
    VOID;

    private final String word = name().toLowerCase(Locale.ROOT);

    public String word() {
        return word;
    }

    static RestrictionState of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
