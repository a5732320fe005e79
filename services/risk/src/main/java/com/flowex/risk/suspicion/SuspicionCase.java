package com.flowex.risk.suspicion;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A suspicion that people look at.
 *
 * @param assignee who looks at it; null: nobody yet
 * @param proposal how it is to end, or ended; null: nobody has proposed anything
 * @param decidedBy who approved that; null: nobody yet
 * @param closedAt null: it is not over
 * @param restraintNote what became of the restriction when it was tried last
 */
public record SuspicionCase(
        long id,
        Abuse abuse,
        Instant openedAt,
        CaseState state,
        @Nullable Long assignee,
        @Nullable CaseProposal proposal,
        @Nullable Long decidedBy,
        @Nullable Instant closedAt,
        RestraintState restraint,
        int restraintTries,
        String restraintNote) {

    SuspicionCase assigned(long to) {
        CaseState next = state == CaseState.OPEN ? CaseState.UNDER_REVIEW : state;
        return with(next, to, proposal);
    }

    SuspicionCase escalated() {
        return with(CaseState.ESCALATED, assignee, proposal);
    }

    SuspicionCase proposed(@Nullable CaseProposal how) {
        return with(state == CaseState.OPEN ? CaseState.UNDER_REVIEW : state, assignee, how);
    }

    private SuspicionCase with(CaseState next, @Nullable Long to, @Nullable CaseProposal how) {
        return new SuspicionCase(
                id, abuse, openedAt, next, to, how, decidedBy, closedAt, restraint, restraintTries, restraintNote);
    }

    /** It ends as it was proposed. */
    SuspicionCase closed(CaseProposal how, long by, Instant now) {
        return new SuspicionCase(
                id,
                abuse,
                openedAt,
                how.decision().state(),
                assignee,
                how,
                by,
                now,
                how.restriction() == null ? RestraintState.NONE : RestraintState.PENDING,
                0,
                "");
    }
}
