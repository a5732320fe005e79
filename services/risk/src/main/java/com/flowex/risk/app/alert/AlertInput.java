package com.flowex.risk.app.alert;

import java.time.Instant;

/** Current value of an alert's subject, if there is one. */
public sealed interface AlertInput {

    /**
     * A value, which may be NaN or infinite.
     *
     * @param asOf time of the value
     * @param partial true if a part of its subject that matters is left out, or is estimated
     */
    record Value(double value, Instant asOf, boolean partial) implements AlertInput {}

    /** No value is known. */
    record Nothing() implements AlertInput {}
}
