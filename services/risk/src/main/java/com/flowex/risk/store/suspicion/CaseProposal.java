package com.flowex.risk.store.suspicion;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Proposal for closing a case; it stays in the case after its approval.
 *
 * @param events number of the case's events that the proposer saw
 * @param restriction null means no restriction
 */
public record CaseProposal(
        CaseDecision decision,
        long by,
        Instant at,
        String reason,
        int events,
        @Nullable CaseRestriction restriction) {}
