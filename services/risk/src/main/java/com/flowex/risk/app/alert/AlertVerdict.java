package com.flowex.risk.app.alert;

import java.util.Locale;

/**
 * Result of evaluating an alert.
 *
 * @param next state of the alert from now on
 * @param fires true if the alert fires now
 */
public record AlertVerdict(AlertState next, boolean fires, Note note) {

    /** Returns this verdict with the note of a partial value, unless it has another note. */
    AlertVerdict ofPartial(boolean partial) {
        return partial && note == Note.NONE ? new AlertVerdict(next, fires, Note.PARTIAL) : this;
    }

    /** Reason for the verdict, or a remark on its value. */
    public enum Note {
        /** There is no remark. */
        NONE,
        /** There is no value. */
        NO_VALUE,
        /** It is not a finite number. */
        NOT_A_NUMBER,
        /** It is too old. */
        STALE,
        /** The value is beyond the threshold, and the cool-down is not over. */
        COOL_DOWN,
        /** The alert fired, and the value is not back yet. */
        NOT_BACK,
        /** The value leaves out a part of the portfolio; the portfolio's report names the part. */
        PARTIAL;

        /** Returns the word of the API's contract. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
