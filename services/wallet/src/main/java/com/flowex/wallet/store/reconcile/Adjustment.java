package com.flowex.wallet.store.reconcile;

import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.AssetId;
import com.flowex.domain.value.TransferId;
import com.flowex.wallet.store.chain.DerivedIds;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * Settlement of a loss, of a surplus, or of a posting that does not fit the chains: one person proposes it, another
 * approves it.
 *
 * @param network network of the difference; {@link #LEDGER} for a posting
 * @param chainUnits difference in smallest units of the coin, negative for a loss; 0 for a posting
 * @param ledgerUnits amount that the ledger posts, in units of the asset's scale; 0 if nothing is posted
 * @param fault posting that is settled; empty for the difference of a network
 * @param refusals number of postings that the ledger refused; a refused id stays refused, so each attempt has its own
 * @param decidedBy id of the administrator who approved or rejected it; empty before
 * @param bookedAt time of the booking; empty until reconciliation counts it
 */
public record Adjustment(
        UUID id,
        AssetId asset,
        String network,
        BigInteger chainUnits,
        long ledgerUnits,
        Optional<PostingFault> fault,
        Settlement settledBy,
        String reason,
        long proposedBy,
        Instant proposedAt,
        int refusals,
        Optional<Long> decidedBy,
        Optional<Boolean> approved,
        Optional<Instant> bookedAt) {

    /** Network of adjustments that concern a posting. */
    public static final String LEDGER = "ledger";

    public static final int REASON_LENGTH_MAX = 300;

    /** Money that bears a loss or receives a surplus. */
    public enum Settlement {
        /** The fee account: the ledger posts the amount between it and the outside. */
        FEE_ACCOUNT,
        /** Money of the exchange that is on the chain and was never in the ledger: nothing is posted. */
        OWN_FUNDS,
        /** The account of the posting: the ledger posts the opposite, or the posting that is missing. */
        ACCOUNT;

        /** Returns the name on the wire and in the table. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Returns the id of a transfer in the ledger.
     *
     * @param subject part of the adjustment that it posts
     */
    public TransferId transferId(String subject) {
        return DerivedIds.transfer(subject, refusals == 0 ? id : id + "/" + refusals);
    }

    /** Returns the id of the transfer that the ledger posts; empty if nothing is posted. */
    Optional<UUID> ledgerId() {
        return ledgerUnits == 0 ? Optional.empty() : Optional.of(DerivedIds.uuid(transferId("adjustment")));
    }

    /** Returns the account that bears the loss or receives the surplus in the ledger. */
    public AccountId bearer(int tenant) {
        return settledBy == Settlement.ACCOUNT ? fault.orElseThrow().account() : AccountId.feesOf(tenant);
    }

    /** Returns true if the bearer's balance grows. */
    public boolean isCredit() {
        return fault.map(found -> found.change() > 0).orElse(chainUnits.signum() > 0);
    }

    /** Returns true if the exchange's own funds on the chains have to cover it. */
    public boolean needsOwnFunds() {
        return settledBy == Settlement.OWN_FUNDS && (fault.isPresent() || chainUnits.signum() < 0);
    }

    /** Returns proposed, approved, booked or rejected. */
    public String state() {
        if (bookedAt.isPresent()) {
            return "booked";
        }
        return approved.map(yes -> yes ? "approved" : "rejected").orElse("proposed");
    }
}
