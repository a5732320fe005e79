package com.flowex.wallet.store.payment;

import java.time.Instant;
import java.util.Optional;

/**
 * End of a payment that people decide on: one proposes it, another approves it.
 *
 * @param decidedBy empty until someone has approved or rejected it
 */
public record Revocation(
        String reason, long proposedBy, Instant proposedAt, Optional<Long> decidedBy, Optional<Boolean> approved) {

    /** Returns proposed, approved or rejected. */
    public String state() {
        return approved.map(yes -> yes ? "approved" : "rejected").orElse("proposed");
    }
}
