package com.flowex.wallet.store.margin;

import com.flowex.domain.account.Transfer;
import com.flowex.domain.account.TransferKind;
import com.flowex.domain.account.TransferStep;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.Amount;
import com.flowex.domain.value.TransferId;
import com.flowex.wallet.store.chain.DerivedIds;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Transfer of the pools' money: one person proposes it, another approves it.
 *
 * @param from the account of fees, lending or insurance, or the proposer's own
 * @param to the account of fees, lending or insurance
 * @param refusals number of postings that the ledger refused; a refused id stays refused, so each attempt has its own
 * @param decidedBy id of the administrator who approved or rejected it; empty before
 * @param postedAt time at which the ledger's posting was recorded; empty before
 */
public record MarginTransfer(
        UUID id,
        AccountId from,
        AccountId to,
        Amount amount,
        String reason,
        long proposedBy,
        Instant proposedAt,
        int refusals,
        Optional<Long> decidedBy,
        Optional<Boolean> approved,
        Optional<Instant> postedAt) {

    public static final int REASON_LENGTH_MAX = 300;

    /**
     * Returns the steps of the ledger, the same ones on every retry of an attempt. A customer's money goes to the
     * lending account by way of the fee account: sent at once it would be a repayment.
     */
    public List<TransferStep> steps() {
        AccountId fees = AccountId.feesOf(from.tenant());
        boolean isRepayment = AccountId.isCustomer(from.number()) && to.number() == AccountId.LENDING;
        return isRepayment ? List.of(step("in", from, fees), step("out", fees, to)) : List.of(step("out", from, to));
    }

    private TransferStep step(String part, AccountId payer, AccountId receiver) {
        TransferId step =
                DerivedIds.transfer("margin transfer", from.tenant() + "/" + id + "/" + refusals + "/" + part);
        return new TransferStep.Post(new Transfer(step, payer, receiver, amount, TransferKind.INTERNAL));
    }

    /** Returns proposed, approved, posted or rejected. */
    public String state() {
        if (postedAt.isPresent()) {
            return "posted";
        }
        return approved.map(yes -> yes ? "approved" : "rejected").orElse("proposed");
    }
}
