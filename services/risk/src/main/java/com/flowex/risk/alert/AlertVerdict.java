package com.flowex.risk.alert;

import java.util.Locale;

/**
 * What a look at a value came to.
 *
 * @param next where the alert is from now on
 * @param fires it is told now
 */
public record AlertVerdict(AlertState next, boolean fires, Note note) {

    /** The same of a value that is partial: another note goes before it. */
    AlertVerdict ofPartial(boolean partial) {
        return partial && note == Note.NONE ? new AlertVerdict(next, fires, Note.PARTIAL) : this;
    }

    /** Reason for what the alert does, and of what its value is made. */
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
        NOT_BACK,
        /** The value leaves out a part of the portfolio; its report says which. */
        PARTIAL;

        /** The word of the contract. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
