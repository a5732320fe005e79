package com.flowex.wallet.store.transaction;

import com.flowex.domain.account.Transfer;
import com.flowex.domain.account.TransferKind;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.Amount;
import com.flowex.domain.value.TransferId;

/**
 * One account's side of a transfer.
 *
 * @param amount change of the balance; negative for the payer
 * @param sequence number of the {@code TransferPosted}
 * @param timeNanos log time, nanoseconds since 1970
 */
public record TransactionRow(
        AccountId account, TransferId transfer, TransferKind kind, Amount amount, long sequence, long timeNanos) {

    /** Returns the receiver's side. */
    public static TransactionRow in(Transfer transfer, long sequence, long timeNanos) {
        return new TransactionRow(
                transfer.to(), transfer.id(), transfer.kind(), transfer.amount(), sequence, timeNanos);
    }

    /** Returns the payer's side. */
    public static TransactionRow out(Transfer transfer, long sequence, long timeNanos) {
        Amount amount = new Amount(
                transfer.amount().asset(), Math.negateExact(transfer.amount().units()));
        return new TransactionRow(transfer.from(), transfer.id(), transfer.kind(), amount, sequence, timeNanos);
    }
}
