package com.flowex.wallet.transfer;

import com.flowex.domain.AccountId;
import com.flowex.domain.AssetId;
import com.flowex.domain.TransferId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A deposit or a withdrawal over a chain, as its user sees it.
 *
 * @param units of the ledger: what came in, or what left the balance, the fee included
 * @param feeUnits of {@code units}
 * @param chainTransaction its id on the network; empty before it has one
 * @param ledger the transfer by which the log knows it
 * @param sequence of that transfer's event; 0 before
 * @param code why it failed or is frozen, for programs; empty if there is nothing to say
 */
public record WalletTransaction(
        UUID id,
        AccountId account,
        Type type,
        AssetId asset,
        long units,
        long feeUnits,
        Status status,
        String network,
        String address,
        String memo,
        String chainTransaction,
        int confirmations,
        int confirmationsNeeded,
        Optional<TransferId> ledger,
        long sequence,
        String code,
        String detail,
        Instant createdAt,
        Instant updatedAt) {

    /** Which way. */
    public enum Type {
        DEPOSIT,
        WITHDRAWAL
    }

    /** How it stands. */
    public enum Status {
        PENDING,
        CONFIRMING,
        COMPLETED,
        FAILED,
        CANCELED,
        FROZEN
    }
}
