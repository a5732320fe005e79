package com.flowex.risk.store.suspicion;

import java.time.Instant;

/**
 * Entry of a case's history: an action or a remark.
 *
 * @param author user id; {@link #EXCHANGE} if the exchange acted itself
 */
public record CaseNote(long id, long author, Instant at, NoteKind kind, String text) {

    public static final long EXCHANGE = 0;

    /** Entry before it is stored. */
    public record Draft(long author, Instant at, NoteKind kind, String text) {}

    /** Kind of entry. */
    public enum NoteKind {
        NOTE,
        ASSIGNED,
        ESCALATED,
        PROPOSED,
        APPROVED,
        REFUSED,
        RESTRICTED
    }
}
