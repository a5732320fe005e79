package com.flowex.wallet.store.transaction;

import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.AssetId;
import com.flowex.domain.value.TransferId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A deposit or withdrawal over a chain, or a transfer to another user that waits, as its user sees it.
 *
 * @param units ledger units that came in, or left the balance, the fee included
 * @param feeUnits part of {@code units} that is the fee
 * @param chainTransaction transaction id on the network; empty before there is one
 * @param ledger id of the transfer in the log
 * @param sequence number of that transfer's event; 0 before
 * @param code reason of a failure or a freeze, for programs; empty if there is none
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

    /** Direction of the transaction. */
    public enum Type {
        DEPOSIT,
        WITHDRAWAL,
        /** A transfer to another user that a second person decides on; its address is the receiver's account number. */
        INTERNAL
    }

    /** Status of the transaction. */
    public enum Status {
        PENDING,
        CONFIRMING,
        COMPLETED,
        FAILED,
        CANCELED,
        FROZEN
    }
}
