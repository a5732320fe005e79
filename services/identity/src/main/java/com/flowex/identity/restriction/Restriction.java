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
 * @param work why the exchange is still to be told
 * @param workDue from when on it is
 * @param answers how often it has answered since this began or ended
 * @param asked whether it was asked and has not answered
 * @param stopped whether an older version stopped the account for this with the operators' switch
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
        Instant workDue,
        int answers,
        boolean asked,
        boolean stopped) {

    public boolean isInForce() {
        return endedAt == null;
    }

    /** Whether the exchange has done what it is to do. */
    public boolean isCarriedOut() {
        return work == RestrictionWork.NONE || answers > 0;
    }

    /** Whether the exchange is to be told now. */
    boolean isToBeTold(Instant now) {
        return work != RestrictionWork.NONE && !workDue.isAfter(now);
    }
}
