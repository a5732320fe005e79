package com.flowex.identity.store.restriction;

import com.flowex.domain.value.AccountId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Current or past restriction of a user.
 *
 * @param endsAt end of the restriction; null: until it is lifted
 * @param endedAt null while it is in force
 * @param endedBy user who lifted it; null while it is in force, or if it ended by its time
 * @param resumes true if the user was active before and becomes active again when it ends
 * @param work work that the exchange still has to do for it
 * @param workDue time from which the work is due
 * @param answers number of the exchange's answers since this began or ended
 * @param requested true if the exchange was requested and has not answered
 * @param stopped true if an older version stopped the account for this with the operators' switch
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
        RestrictionSyncReason work,
        Instant workDue,
        int answers,
        boolean requested,
        boolean stopped) {

    public boolean isInForce() {
        return endedAt == null;
    }

    /** Returns true if the exchange has carried out the restriction. */
    public boolean isCarriedOut() {
        return work == RestrictionSyncReason.NONE || answers > 0;
    }

    /** Returns true if work for the exchange is due now. */
    public boolean needsNotice(Instant now) {
        return work != RestrictionSyncReason.NONE && !workDue.isAfter(now);
    }
}
