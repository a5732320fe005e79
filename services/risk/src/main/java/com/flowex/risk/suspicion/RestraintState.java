package com.flowex.risk.suspicion;

import java.util.Locale;

/** What became of the restriction that an approved confirmation has. */
public enum RestraintState {
    NONE,
    /** Approved, and not in force yet: identity is asked until it has done it. */
    PENDING,
    DONE,
    /** Nobody owns the account any more. */
    VOID;

    private final String word = name().toLowerCase(Locale.ROOT);

    public String word() {
        return word;
    }

    static RestraintState of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
