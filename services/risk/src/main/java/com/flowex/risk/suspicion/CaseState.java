package com.flowex.risk.suspicion;

import java.util.Locale;

/** How far a case is. */
public enum CaseState {
    /** Nobody has looked at it. */
    OPEN,
    UNDER_REVIEW,
    /** Somebody who decides more is to look at it. */
    ESCALATED,
    /** It was no abuse. */
    DISMISSED,
    /** It was. */
    CONFIRMED;

    private final String word = name().toLowerCase(Locale.ROOT);

    /** Its name on the wire. */
    public String word() {
        return word;
    }

    static CaseState of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** Whether nothing is to be decided any more. */
    public boolean isClosed() {
        return this == DISMISSED || this == CONFIRMED;
    }
}
