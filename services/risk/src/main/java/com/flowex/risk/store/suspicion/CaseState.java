package com.flowex.risk.store.suspicion;

import java.util.Locale;

/** State of a case. */
public enum CaseState {
    /** No reviewer has looked at it. */
    OPEN,
    UNDER_REVIEW,
    /** A reviewer with more authority has to look at it. */
    ESCALATED,
    /** The suspicion was not confirmed. */
    DISMISSED,
    /** The suspicion was confirmed. */
    CONFIRMED;

    private final String word = name().toLowerCase(Locale.ROOT);

    /** Returns the name on the wire. */
    public String word() {
        return word;
    }

    static CaseState of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** True if there is nothing left to decide. */
    public boolean isClosed() {
        return this == DISMISSED || this == CONFIRMED;
    }
}
