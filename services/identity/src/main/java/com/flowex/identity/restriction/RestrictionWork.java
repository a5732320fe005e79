package com.flowex.identity.restriction;

import java.util.Locale;

/** What the exchange is still to be told of a restriction. */
enum RestrictionWork {
    NONE,
    /** To stop the account. */
    STOP,
    /** To let the account go on. */
    RELEASE,
    /** To take the account's bids out. */
    SWEEP;

    private final String word = name().toLowerCase(Locale.ROOT);

    String word() {
        return word;
    }

    static RestrictionWork of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
