package com.flowex.wallet.reconcile;

import com.flowex.domain.AssetId;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Loss that is written off, or surplus that is booked, of one asset on one network: one person proposes it, another
 * approves it.
 *
 * @param chainUnits amount in smallest units of the coin; negative for a loss
 * @param ledgerUnits amount that the ledger posts, in units of the asset's scale; 0 if nothing is posted
 * @param decidedBy id of the administrator who approved or rejected it; empty before
 * @param bookedAt time of the booking; empty until reconciliation counts it
 */
record Adjustment(
        UUID id,
        AssetId asset,
        String network,
        BigInteger chainUnits,
        long ledgerUnits,
        Settlement settledBy,
        String reason,
        long proposedBy,
        Instant proposedAt,
        Optional<Long> decidedBy,
        Optional<Boolean> approved,
        Optional<Instant> bookedAt) {

    /** Money that bears a loss or receives a surplus. */
    enum Settlement {
        /** The fee account: the ledger posts the amount between it and the outside. */
        FEE_ACCOUNT,
        /** Money of the exchange that is on the chain and was never in the ledger: nothing is posted. */
        OWN_FUNDS
    }

    /** Returns proposed, approved, booked or rejected. */
    String state() {
        if (bookedAt.isPresent()) {
            return "booked";
        }
        return approved.map(yes -> yes ? "approved" : "rejected").orElse("proposed");
    }
}
