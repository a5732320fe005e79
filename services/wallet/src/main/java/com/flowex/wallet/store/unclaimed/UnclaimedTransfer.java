package com.flowex.wallet.store.unclaimed;

import com.flowex.domain.account.Transfer;
import com.flowex.domain.account.TransferKind;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.Amount;
import com.flowex.domain.value.TransferId;
import com.flowex.wallet.store.chain.DerivedIds;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Transfer of money of an erased person: one person proposes it, another approves it.
 *
 * @param from account that pays: an erased person's, or the receiver of the transfer that {@code returns} names
 * @param returns transfer whose money is paid back; empty if the money leaves the account of an erased person
 * @param refusals number of postings that the ledger refused; a refused id stays refused, so each attempt has its own
 * @param decidedBy id of the administrator who approved or rejected it; empty before
 * @param postedAt time at which the ledger's posting was recorded; empty before
 */
public record UnclaimedTransfer(
        UUID id,
        AccountId from,
        AccountId to,
        Amount amount,
        Optional<UUID> returns,
        String reason,
        long proposedBy,
        Instant proposedAt,
        int refusals,
        Optional<Long> decidedBy,
        Optional<Boolean> approved,
        Optional<Instant> postedAt) {

    public static final int REASON_LENGTH_MAX = 300;

    /** Returns the transfer of the ledger, the same one on every retry of an attempt. */
    public Transfer posting() {
        return new Transfer(transferId(), from, to, amount, TransferKind.INTERNAL);
    }

    /** Returns the id of the transfer of the ledger. */
    public TransferId transferId() {
        return DerivedIds.transfer("unclaimed", from.tenant() + "/" + id + (refusals == 0 ? "" : "/" + refusals));
    }

    /** Returns true if nothing but the proposal's id and time differ. */
    public boolean isSameProposal(UnclaimedTransfer other) {
        return from.equals(other.from)
                && to.equals(other.to)
                && amount.equals(other.amount)
                && returns.equals(other.returns)
                && reason.equals(other.reason)
                && proposedBy == other.proposedBy;
    }

    /** Returns proposed, approved, posted or rejected. */
    public String state() {
        if (postedAt.isPresent()) {
            return "posted";
        }
        return approved.map(yes -> yes ? "approved" : "rejected").orElse("proposed");
    }
}
