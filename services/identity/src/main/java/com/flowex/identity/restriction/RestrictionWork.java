package com.flowex.identity.restriction;

import java.util.Locale;

/**
 * Why the exchange is still to be told what is left to an account; what that is follows from all that is in force then. The words are
 * those of versions for which each was a command of its own.
 */
enum RestrictionWork {
    NONE,
    /** Somebody was suspended. */
    STOP,
    /** Somebody is suspended no more. */
    RELEASE,
    /** Somebody only reduces from now on, or does no more. */
    SWEEP;

    private final String word = name().toLowerCase(Locale.ROOT);

    String word() {
        return word;
    }

    static RestrictionWork of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
