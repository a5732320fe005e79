package com.flowex.domain.state;

import com.flowex.domain.value.TransferId;

/**
 * Status of a reservation, oldest first; the record of its step comes before.
 *
 * @param expiresNanos log time at which it expires, in nanoseconds since 1970; 0 if never, or if it is over
 * @param fate status, by the name that golden files print
 */
public record ReservationState(TransferId reservation, long expiresNanos, ReservationStatus fate)
        implements StateRecord {

    /** Status of a reservation. */
    public enum ReservationStatus {
        OPEN,
        POSTED,
        VOIDED,
        EXPIRED
    }
}
