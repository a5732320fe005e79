package com.flowex.domain.state;

import com.flowex.domain.TransferId;

/**
 * What became of a reservation, oldest first; its step's record comes before.
 *
 * @param expiresNanos log time at which it expires, 0: never, or it is over
 */
public record ReservationState(TransferId reservation, long expiresNanos, Fate fate) implements StateRecord {

    /** How a reservation stands. */
    public enum Fate {
        OPEN,
        POSTED,
        VOIDED,
        EXPIRED
    }
}
