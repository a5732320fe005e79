package com.flowex.wallet.transfer;

import com.flowex.domain.AccountId;
import com.flowex.domain.Amount;
import com.flowex.domain.Transfer;
import com.flowex.domain.TransferId;
import com.flowex.domain.TransferKind;

/**
 * One account's side of a transfer.
 *
 * @param amount what it changed the balance by, negative where it went out
 * @param sequence of the {@code TransferPosted}
 * @param timeNanos log time since 1970
 */
public record TransactionRow(
        AccountId account, TransferId transfer, TransferKind kind, Amount amount, long sequence, long timeNanos) {

    /** The side of the account that receives. */
    public static TransactionRow in(Transfer transfer, long sequence, long timeNanos) {
        return new TransactionRow(
                transfer.to(), transfer.id(), transfer.kind(), transfer.amount(), sequence, timeNanos);
    }

    /** The side of the account that pays. */
    public static TransactionRow out(Transfer transfer, long sequence, long timeNanos) {
        Amount amount = new Amount(
                transfer.amount().asset(), Math.negateExact(transfer.amount().units()));
        return new TransactionRow(transfer.from(), transfer.id(), transfer.kind(), amount, sequence, timeNanos);
    }
}
