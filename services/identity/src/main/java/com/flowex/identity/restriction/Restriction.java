package com.flowex.identity.restriction;

import com.flowex.domain.AccountId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a user is or was restricted to.
 *
 * @param endsAt null: until somebody lifts it
 * @param endedAt null: in force
 * @param endedBy null: in force, or its time was over
 * @param resumes whether the user was active before, and is again when it ends
 * @param work what the exchange is still to be told
 * @param sweeps how often the account's bids were taken out
 * @param asked whether the exchange was asked to stop the account and has not answered
 * @param stopped whether the account was stopped by this, and by nobody before
 */
public record Restriction(
        long id,
        long userId,
        AccountId account,
        RestrictionKind kind,
        String reason,
        long setBy,
        Instant setAt,
        @Nullable Instant endsAt,
        @Nullable Instant endedAt,
        @Nullable Long endedBy,
        boolean resumes,
        RestrictionWork work,
        int sweeps,
        boolean asked,
        boolean stopped) {

    public boolean isInForce() {
        return endedAt == null;
    }

    /** Whether the exchange has done what it is to do. */
    public boolean isCarriedOut() {
        return work == RestrictionWork.NONE || work == RestrictionWork.SWEEP && sweeps > 0;
    }

    /** What the exchange is told when it ends: an account that was stopped before stays stopped. */
    RestrictionWork ends() {
        boolean mayBeStopped = stopped || work == RestrictionWork.STOP && asked;
        return mayBeStopped ? RestrictionWork.RELEASE : RestrictionWork.NONE;
    }
}
