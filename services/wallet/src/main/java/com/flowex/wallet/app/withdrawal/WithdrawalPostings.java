package com.flowex.wallet.app.withdrawal;

import com.flowex.domain.account.Transfer;
import com.flowex.domain.account.TransferKind;
import com.flowex.domain.account.TransferStep;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.Amount;
import com.flowex.domain.value.TransferId;
import com.flowex.orderentry.LedgerTransfers;
import com.flowex.platform.database.Database;
import com.flowex.platform.database.transaction.Transaction;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import com.flowex.platform.saga.StepOutcome;
import com.flowex.wallet.store.chain.DerivedIds;
import com.flowex.wallet.store.transaction.WalletTransactionsTable;
import com.flowex.wallet.store.withdrawal.Withdrawal;
import java.util.ArrayList;
import java.util.List;

/** Postings of withdrawals in the ledger: reserved, posted or freed, and given back where the chain took a payment back. */
record WithdrawalPostings(Database database, LedgerTransfers book) {

    /** Net and fee are held together, or neither is. */
    StepOutcome reserve(Withdrawal withdrawal) {
        return reserved(book.move(withdrawal.account(), reservations(withdrawal)));
    }

    /** Returns the outcome of a step that reserves. */
    static StepOutcome reserved(LedgerTransfers.TransferResult result) {
        return switch (result) {
            case LedgerTransfers.TransferResult.Done _ -> StepOutcome.done("held");
            case LedgerTransfers.TransferResult.Refused(Refusal why) ->
                new StepOutcome.Fail(why.code().code(), why.detail());
        };
    }

    private static List<TransferStep> reservations(Withdrawal withdrawal) {
        AccountId account = withdrawal.account();
        List<TransferStep> steps = new ArrayList<>();
        steps.add(new TransferStep.Reserve(
                new Transfer(
                        DerivedIds.transfer("withdrawal net", withdrawal.id()),
                        account,
                        AccountId.outsideOf(account.tenant()),
                        new Amount(withdrawal.transaction().asset(), withdrawal.netUnits()),
                        TransferKind.WITHDRAWAL),
                0));
        if (withdrawal.transaction().feeUnits() > 0) {
            steps.add(new TransferStep.Reserve(
                    new Transfer(
                            DerivedIds.transfer("withdrawal fee", withdrawal.id()),
                            account,
                            AccountId.feesOf(account.tenant()),
                            new Amount(
                                    withdrawal.transaction().asset(),
                                    withdrawal.transaction().feeUnits()),
                            TransferKind.WITHDRAWAL),
                    0));
        }
        return steps;
    }

    /** Asks for the reservation once more: whatever became of it is certain then, and what is held is freed. */
    String free(Withdrawal withdrawal) {
        if (withdrawal.transaction().ledger().isPresent()) {
            return "nothing is held: it was posted, and given back";
        }
        if (!mayBeHeld(book.move(withdrawal.account(), reservations(withdrawal)))) {
            return "nothing was held";
        }
        List<TransferStep> steps = new ArrayList<>();
        steps.add(new TransferStep.VoidReserved(
                DerivedIds.transfer("withdrawal net freed", withdrawal.id()),
                DerivedIds.transfer("withdrawal net", withdrawal.id())));
        if (withdrawal.transaction().feeUnits() > 0) {
            steps.add(new TransferStep.VoidReserved(
                    DerivedIds.transfer("withdrawal fee freed", withdrawal.id()),
                    DerivedIds.transfer("withdrawal fee", withdrawal.id())));
        }
        return switch (book.move(withdrawal.account(), steps)) {
            case LedgerTransfers.TransferResult.Done _ -> "what was held is free";
            case LedgerTransfers.TransferResult.Refused(Refusal why) ->
                throw new IllegalStateException(
                        why.code() == RefusalCode.TRANSFER_ID_EXPIRED
                                ? "the ledger does not remember whether it holds anything for it: " + why.detail()
                                : "what is held stays: " + why.detail());
        };
    }

    /** A hold whose answer has expired may exist; freeing it reports an error if it does not. */
    static boolean mayBeHeld(LedgerTransfers.TransferResult result) {
        return switch (result) {
            case LedgerTransfers.TransferResult.Done _ -> true;
            case LedgerTransfers.TransferResult.Refused(Refusal why) -> why.code() == RefusalCode.TRANSFER_ID_EXPIRED;
        };
    }

    StepOutcome post(Withdrawal withdrawal) {
        List<TransferStep> steps = new ArrayList<>();
        var net = new TransferStep.PostReserved(
                DerivedIds.transfer("withdrawal net posted", withdrawal.id()),
                DerivedIds.transfer("withdrawal net", withdrawal.id()),
                TransferStep.PostReserved.ALL);
        steps.add(net);
        if (withdrawal.transaction().feeUnits() > 0) {
            steps.add(new TransferStep.PostReserved(
                    DerivedIds.transfer("withdrawal fee posted", withdrawal.id()),
                    DerivedIds.transfer("withdrawal fee", withdrawal.id()),
                    TransferStep.PostReserved.ALL));
        }
        return switch (book.move(withdrawal.account(), steps)) {
            case LedgerTransfers.TransferResult.Done(long sequence) ->
                StepOutcome.done("posted", connection -> posted(connection, withdrawal, net.id(), sequence));
            case LedgerTransfers.TransferResult.Refused(Refusal why) ->
                new StepOutcome.Stop("it is paid, and the ledger refuses to post it: " + why.detail());
        };
    }

    private static void posted(Transaction connection, Withdrawal withdrawal, TransferId net, long sequence) {
        int tenant = withdrawal.account().tenant();
        WalletTransactionsTable.posted(connection, tenant, withdrawal.id(), net, sequence);
        WalletTransactionsTable.partOf(
                connection, tenant, DerivedIds.transfer("withdrawal fee posted", withdrawal.id()));
    }

    /** A reorganization took out what was posted, and two people ended it: its money is the owner's again. */
    String giveBack(Withdrawal withdrawal) {
        if (withdrawal.transaction().ledger().isEmpty()) {
            return "it was not posted";
        }
        int tenant = withdrawal.account().tenant();
        List<Transfer> back = new ArrayList<>();
        back.add(back(withdrawal, "withdrawal net returned", AccountId.outsideOf(tenant), withdrawal.netUnits()));
        if (withdrawal.transaction().feeUnits() > 0) {
            back.add(back(
                    withdrawal,
                    "withdrawal fee returned",
                    AccountId.feesOf(tenant),
                    withdrawal.transaction().feeUnits()));
        }
        // Known before it is posted, so that no comparison takes it for a posting that no chain knows.
        database.transaction(tenant, connection -> {
            for (Transfer each : back) {
                WalletTransactionsTable.partOf(connection, tenant, each.id());
            }
            return tenant;
        });
        List<TransferStep> steps =
                back.stream().<TransferStep>map(TransferStep.Post::new).toList();
        return switch (book.move(withdrawal.account(), steps)) {
            case LedgerTransfers.TransferResult.Done _ -> "what was posted is given back";
            case LedgerTransfers.TransferResult.Refused(Refusal why) ->
                throw new IllegalStateException("the ledger refuses to give it back: " + why.detail());
        };
    }

    private static Transfer back(Withdrawal withdrawal, String subject, AccountId from, long units) {
        return new Transfer(
                DerivedIds.transfer(subject, withdrawal.id()),
                from,
                withdrawal.account(),
                new Amount(withdrawal.transaction().asset(), units),
                TransferKind.DEPOSIT);
    }
}
