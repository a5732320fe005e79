package com.flowex.identity.store.restriction;

import java.util.Locale;

/**
 * Reason why the account's restriction must be sent to the exchange. The restriction sent is always computed from
 * everything in force. The constants are those of older versions, in which each was a command of its own.
 */
public enum RestrictionSyncReason {
    NONE,
    /** A user was suspended. */
    STOP,
    /** A suspension ended. */
    RELEASE,
    /** A reduce-only restriction began or ended. */
    SWEEP;

    private final String word = name().toLowerCase(Locale.ROOT);

    String word() {
        return word;
    }

    static RestrictionSyncReason of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
