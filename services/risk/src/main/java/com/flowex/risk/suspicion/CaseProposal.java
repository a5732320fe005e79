package com.flowex.risk.suspicion;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How somebody wants a case to end; stays with it when somebody else approved it.
 *
 * @param restriction null: nobody is restricted
 */
public record CaseProposal(
        CaseDecision decision,
        long by,
        Instant at,
        String reason,
        @Nullable CaseRestriction restriction) {}
