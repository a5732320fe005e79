package com.flowex.risk.store.suspicion;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Suspicion under review by people.
 *
 * @param assignee user who reviews it; null if none yet
 * @param proposal proposed or approved decision; null if none yet
 * @param decidedBy user who approved the decision; null if none yet
 * @param closedAt null if the case is open
 * @param restrictionNote result of the last attempt to apply the restriction
 */
public record SuspicionCase(
        long id,
        SuspectedAbuse abuse,
        Instant openedAt,
        CaseState state,
        @Nullable Long assignee,
        @Nullable CaseProposal proposal,
        @Nullable Long decidedBy,
        @Nullable Instant closedAt,
        RestrictionState restrictionState,
        int restrictionTries,
        String restrictionNote) {

    public SuspicionCase assigned(long to) {
        CaseState next = state == CaseState.OPEN ? CaseState.UNDER_REVIEW : state;
        return with(next, to, proposal);
    }

    public SuspicionCase escalated() {
        return with(CaseState.ESCALATED, assignee, proposal);
    }

    public SuspicionCase proposed(@Nullable CaseProposal how) {
        return with(state == CaseState.OPEN ? CaseState.UNDER_REVIEW : state, assignee, how);
    }

    private SuspicionCase with(CaseState next, @Nullable Long to, @Nullable CaseProposal how) {
        return new SuspicionCase(
                id,
                abuse,
                openedAt,
                next,
                to,
                how,
                decidedBy,
                closedAt,
                restrictionState,
                restrictionTries,
                restrictionNote);
    }

    /** Returns the case closed as proposed. */
    public SuspicionCase closed(CaseProposal how, long by, Instant now) {
        return new SuspicionCase(
                id,
                abuse,
                openedAt,
                how.decision().state(),
                assignee,
                how,
                by,
                now,
                how.restriction() == null ? RestrictionState.NONE : RestrictionState.PENDING,
                0,
                "");
    }
}
