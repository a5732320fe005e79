package com.flowex.risk.suspicion;

import java.time.Instant;

/**
 * What somebody did or said in a case.
 *
 * @param author a user; {@link #EXCHANGE} if nobody did
 */
public record CaseNote(long id, long author, Instant at, Deed deed, String text) {

    public static final long EXCHANGE = 0;

    /** What was done. */
    public enum Deed {
        NOTE,
        ASSIGNED,
        ESCALATED,
        PROPOSED,
        APPROVED,
        REFUSED,
        RESTRICTED
    }
}
