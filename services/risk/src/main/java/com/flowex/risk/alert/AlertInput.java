package com.flowex.risk.alert;

import java.time.Instant;

/** What is known of an alert's subject. */
public sealed interface AlertInput {

    /**
     * A value, which may be no number.
     *
     * @param asOf of when it is
     */
    record Value(double value, Instant asOf) implements AlertInput {}

    /** Nothing. */
    record Nothing() implements AlertInput {}
}
