package com.flowex.risk.alert;

import java.time.Instant;

/** What is known of an alert's subject. */
public sealed interface AlertInput {

    /**
     * A value, which may be no number.
     *
     * @param asOf of when it is
     * @param partial true if it leaves out more of its subject than does not matter, or is made up in part
     */
    record Value(double value, Instant asOf, boolean partial) implements AlertInput {}

    /** Nothing. */
    record Nothing() implements AlertInput {}
}
