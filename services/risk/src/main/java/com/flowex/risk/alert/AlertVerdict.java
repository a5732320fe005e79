package com.flowex.risk.alert;

import java.util.Locale;

/**
 * What a look at a value came to.
 *
 * @param next where the alert is from now on
 * @param fires it is told now
 */
public record AlertVerdict(AlertState next, boolean fires, Note note) {

    /** Why it does what it does. */
    public enum Note {
        /** Nothing is special. */
        NONE,
        /** There is no value. */
        NO_VALUE,
        /** It is no finite number. */
        NOT_A_NUMBER,
        /** It is too old. */
        STALE,
        /** It is beyond the threshold, and the cool-down lasts. */
        COOL_DOWN,
        /** It fired, and the value is not back yet. */
        NOT_BACK;

        /** The word of the contract. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
