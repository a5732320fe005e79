package com.flowex.wallet.app.deposit;

import com.flowex.domain.account.Transfer;
import com.flowex.domain.account.TransferKind;
import com.flowex.domain.account.TransferStep;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.Amount;
import com.flowex.domain.value.AssetId;
import com.flowex.domain.value.Decimals;
import com.flowex.orderentry.LedgerTransfers;
import com.flowex.platform.database.Database;
import com.flowex.platform.database.transaction.Transaction;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import com.flowex.wallet.store.deposit.Arrival;
import com.flowex.wallet.store.deposit.ArrivalsTable;
import com.flowex.wallet.store.transaction.WalletTransaction.Status;
import com.flowex.wallet.store.transaction.WalletTransactionsTable;
import java.util.List;
import java.util.UUID;

/**
 * Reversal of a credit whose block vanished. The amount is set aside, as far as it is still there, until the payment
 * comes back or is lost. The amount is stored before each attempt, and each attempt has its own id.
 */
public final class DepositReversals {

    /** Source of the part of an account's balance that is not held. */
    public interface AvailableBalance {
        long units(AccountId account, AssetId asset);
    }

    private final Database database;
    private final LedgerTransfers book;
    private final AvailableBalance available;

    DepositReversals(Database database, LedgerTransfers book, AvailableBalance available) {
        this.database = database;
        this.book = book;
        this.available = available;
    }

    /** Sets aside the full amount, or otherwise what is available. */
    boolean freeze(Arrival arrival, DepositPipeline.Value value) {
        if (arrival.frozenUnits() == 0) {
            long units = arrival.freezes() == 0
                    ? value.units()
                    : Math.min(
                            value.units(),
                            available.units(arrival.owner(), value.asset().id()));
            Arrival.State state = units == 0 ? Arrival.State.FROZEN : Arrival.State.VANISHED;
            return moved(
                    arrival, arrival.with(state, arrival.credits(), arrival.freezes(), units, arrival.why()), value);
        }
        Transfer back = new Transfer(
                arrival.freezeId("deposit freeze"),
                arrival.owner(),
                AccountId.outsideOf(arrival.owner().tenant()),
                new Amount(value.asset().id(), arrival.frozenUnits()),
                TransferKind.DEPOSIT);
        return switch (book.move(arrival.owner(), List.of(new TransferStep.Reserve(back, 0)))) {
            case LedgerTransfers.TransferResult.Done _ ->
                moved(arrival, arrival.in(Arrival.State.FROZEN, "its block vanished"), value);
            case LedgerTransfers.TransferResult.Refused(Refusal why)
            when why.code() == RefusalCode.TRANSFER_ID_EXPIRED ->
                // The amount may be set aside under this id already: a second attempt would set it aside twice.
                moved(
                        arrival,
                        arrival.in(Arrival.State.KEPT, "what was set aside for it, if anything, is no longer known"),
                        value);
            case LedgerTransfers.TransferResult.Refused _ ->
                moved(
                        arrival,
                        arrival.with(Arrival.State.VANISHED, arrival.credits(), arrival.freezes() + 1, 0, ""),
                        value);
        };
    }

    private boolean moved(Arrival from, Arrival to, DepositPipeline.Value value) {
        int tenant = from.owner().tenant();
        long missing = value.units() - to.frozenUnits();
        String detail = "the block in which it was has vanished from the chain"
                + (missing == 0 || to.state() != Arrival.State.FROZEN
                        ? ""
                        : "; " + Decimals.format(missing, value.asset().scale()) + " of it were spent before");
        return database.transaction(tenant, connection -> {
            boolean moved = ArrivalsTable.move(connection, from, to);
            if (moved) {
                WalletTransactionsTable.stands(
                        connection, tenant, from.id(), Status.FROZEN, DepositPipeline.BLOCK_VANISHED, detail);
            }
            return moved;
        });
    }

    /** Releases the amount set aside to its owner, after the payment has come back. */
    boolean release(Arrival arrival) {
        boolean done = arrival.frozenUnits() == 0
                || book.move(
                                arrival.owner(),
                                List.of(new TransferStep.VoidReserved(
                                        arrival.freezeId("deposit unfreeze"), arrival.freezeId("deposit freeze"))))
                        instanceof LedgerTransfers.TransferResult.Done;
        Arrival to = done
                ? arrival.with(Arrival.State.CREDITED, arrival.credits(), arrival.freezes() + 1, 0, "")
                : arrival.in(Arrival.State.KEPT, "what was set aside cannot be given back");
        int tenant = arrival.owner().tenant();
        return database.transaction(tenant, connection -> {
            if (ArrivalsTable.move(connection, arrival, to) && done) {
                WalletTransactionsTable.stands(connection, tenant, arrival.id(), Status.COMPLETED, "", "");
            }
            return false;
        });
    }

    /**
     * Reverses the amount set aside, after the payment is lost. A part that was spent before stays owed and is shown.
     */
    boolean takeBack(Arrival arrival, DepositPipeline.Value value) {
        boolean done = arrival.frozenUnits() == 0
                || book.move(
                                arrival.owner(),
                                List.of(new TransferStep.PostReserved(
                                        arrival.freezeId("deposit reversal"),
                                        arrival.freezeId("deposit freeze"),
                                        TransferStep.PostReserved.ALL)))
                        instanceof LedgerTransfers.TransferResult.Done;
        long missing = value.units() - arrival.frozenUnits();
        String words = missing == 0
                ? "its block vanished, and what was credited was taken back"
                : "its block vanished; "
                        + Decimals.format(missing, value.asset().scale()) + " of it had been spent and are owed";
        Arrival to = done
                ? arrival.with(Arrival.State.GONE, arrival.credits() + 1, arrival.freezes() + 1, 0, words)
                        .with(new Arrival.SpentPart(missing, Arrival.Bearer.OWNER))
                : arrival.in(Arrival.State.KEPT, "what was set aside cannot be taken back");
        int tenant = arrival.owner().tenant();
        return database.transaction(tenant, connection -> {
            if (ArrivalsTable.move(connection, arrival, to)) {
                WalletTransactionsTable.partOf(connection, tenant, arrival.freezeId("deposit reversal"));
                WalletTransactionsTable.stands(
                        connection,
                        tenant,
                        arrival.id(),
                        missing == 0 ? Status.FAILED : Status.FROZEN,
                        missing == 0 ? DepositPipeline.BLOCK_VANISHED : DepositPipeline.SPENT,
                        words);
            }
            return false;
        });
    }

    /**
     * Ends the debt of an account for a deposit that was spent before its chain took it back.
     *
     * @param spent part that a later credit leaves out, and its bearer
     */
    public static void settled(Transaction connection, int tenant, UUID deposit, Arrival.SpentPart spent) {
        ArrivalsTable.settled(connection, deposit, spent);
        WalletTransactionsTable.stands(
                connection,
                tenant,
                deposit,
                Status.FAILED,
                DepositPipeline.BLOCK_VANISHED,
                "its block vanished, and the part that had been spent is settled");
    }
}
