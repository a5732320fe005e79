package com.flowex.strategies.store;

import java.util.Locale;

/**
 * Row of a run.
 *
 * @param number position among the run's rows of this kind, from 1
 * @param isOpen true for an order that has not ended
 * @param content the row as JSON
 */
public record RunRecord(Kind kind, long number, boolean isOpen, String content) {

    /** Kind of a run's rows. */
    public enum Kind {
        STEP,
        ORDER,
        FILL,
        LINE;

        /** Returns the name in the database. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
