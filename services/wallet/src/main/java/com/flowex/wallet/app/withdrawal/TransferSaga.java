package com.flowex.wallet.app.withdrawal;

import com.flowex.domain.account.Transfer;
import com.flowex.domain.account.TransferKind;
import com.flowex.domain.account.TransferStep;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.Amount;
import com.flowex.domain.value.TransferId;
import com.flowex.orderentry.LedgerTransfers;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.platform.database.Database;
import com.flowex.platform.database.transaction.Transaction;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import com.flowex.platform.saga.Saga;
import com.flowex.platform.saga.SagaKind;
import com.flowex.platform.saga.SagaStep;
import com.flowex.platform.saga.Sagas;
import com.flowex.platform.saga.StepOutcome;
import com.flowex.wallet.store.chain.DerivedIds;
import com.flowex.wallet.store.transaction.WalletTransaction.Status;
import com.flowex.wallet.store.transaction.WalletTransactionsTable;
import com.flowex.wallet.store.withdrawal.Withdrawal;
import com.flowex.wallet.store.withdrawal.WithdrawalsTable;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Steps of a transfer to another user that a second person decides on: reserve, approve, post. Until it is posted its
 * sender can cancel it. The ledger posts it under the id that it would have had at once.
 */
public final class TransferSaga implements SagaKind {

    static final String NAME = "transfer";

    /** Name of the first step. */
    static final String RESERVE = "reserve";

    private static final Duration CANCELED_MEANWHILE = Duration.ofMillis(100);

    private final Database database;
    private final InstrumentDirectory directory;
    private final LedgerTransfers book;
    private final OutgoingPolicy policy;

    public TransferSaga(Database database, InstrumentDirectory directory, LedgerTransfers book, OutgoingPolicy policy) {
        this.database = database;
        this.directory = directory;
        this.book = book;
        this.policy = policy;
    }

    @Override
    public String name() {
        return NAME;
    }

    private interface Work {
        StepOutcome of(Saga saga, Withdrawal transfer);
    }

    private interface Compensation {
        String of(Withdrawal transfer);
    }

    private record Step(String name, TransferSaga saga, Work work, Compensation undoing) implements SagaStep {
        @Override
        public StepOutcome run(Saga at) {
            return work.of(at, saga.find(at));
        }

        @Override
        public String undo(Saga at) {
            return undoing.of(saga.find(at));
        }
    }

    @Override
    public List<SagaStep> steps() {
        Compensation nothing = _ -> "nothing to undo";
        return List.of(
                new Step(RESERVE, this, (_, transfer) -> reserve(transfer), this::free),
                new Step("approve", this, policy::approval, nothing),
                new Step("post", this, this::post, nothing));
    }

    private Withdrawal find(Saga saga) {
        int tenant = saga.key().tenant();
        UUID id = saga.key().id();
        return database.query(tenant, connection -> WithdrawalsTable.find(connection, tenant, id))
                .orElseThrow(() -> new IllegalStateException("there is no transfer " + id));
    }

    private static TransferId held(Withdrawal transfer) {
        return DerivedIds.transfer("transfer held", transfer.id());
    }

    private static TransferStep reservation(Withdrawal transfer) {
        AccountId sender = transfer.account();
        return new TransferStep.Reserve(
                new Transfer(
                        held(transfer),
                        sender,
                        new AccountId(
                                sender.tenant(),
                                Long.parseLong(transfer.transaction().address())),
                        new Amount(
                                transfer.transaction().asset(),
                                transfer.transaction().units()),
                        TransferKind.INTERNAL),
                0);
    }

    private StepOutcome reserve(Withdrawal transfer) {
        return WithdrawalPostings.reserved(book.move(transfer.account(), List.of(reservation(transfer))));
    }

    /** Reserves again, so that the outcome of the reservation is certain, and frees the amount that is held. */
    private String free(Withdrawal transfer) {
        if (!WithdrawalPostings.mayBeHeld(book.move(transfer.account(), List.of(reservation(transfer))))) {
            return "nothing was held";
        }
        TransferStep release =
                new TransferStep.VoidReserved(DerivedIds.transfer("transfer freed", transfer.id()), held(transfer));
        return switch (book.move(transfer.account(), List.of(release))) {
            case LedgerTransfers.TransferResult.Done _ -> "the held amount is free";
            case LedgerTransfers.TransferResult.Refused(Refusal why) ->
                throw new IllegalStateException("the held amount stays: " + why.detail());
        };
    }

    private StepOutcome post(Saga saga, Withdrawal transfer) {
        if (!saga.committed()) {
            Optional<StepOutcome> obstacle = policy.obstacle(
                    OutgoingPath.TRANSFER,
                    saga,
                    transfer,
                    directory.asset(transfer.transaction().asset()));
            if (obstacle.isPresent()) {
                return obstacle.get();
            }
            if (!database.transaction(saga.key().tenant(), connection -> Sagas.commit(connection, saga.key()))) {
                return new StepOutcome.Wait(CANCELED_MEANWHILE, "it is being canceled");
            }
        }
        TransferId id = DerivedIds.transfer(transfer.id());
        TransferStep move = new TransferStep.PostReserved(id, held(transfer), TransferStep.PostReserved.ALL);
        return switch (book.move(transfer.account(), List.of(move))) {
            case LedgerTransfers.TransferResult.Done(long sequence) ->
                StepOutcome.done(
                        "posted",
                        connection -> WalletTransactionsTable.completed(
                                connection, transfer.account().tenant(), transfer.id(), id, sequence));
            case LedgerTransfers.TransferResult.Refused(Refusal why)
            when why.code() == RefusalCode.TRANSFER_ID_EXPIRED ->
                new StepOutcome.Stop("the ledger does not remember if it was posted: " + why.detail());
            case LedgerTransfers.TransferResult.Refused(Refusal why) ->
                new StepOutcome.Fail(why.code().code(), why.detail());
        };
    }

    @Override
    public void stands(Transaction connection, Saga saga) {
        int tenant = saga.key().tenant();
        UUID id = saga.key().id();
        switch (saga.state()) {
            case FAILED -> {
                WithdrawalSaga.failed(connection, saga);
                Transfers.notMade(
                        connection,
                        WithdrawalsTable.find(connection, tenant, id)
                                .orElseThrow()
                                .account(),
                        id);
            }
            case STOPPED ->
                WalletTransactionsTable.stands(
                        connection, tenant, id, Status.FROZEN, "under_review", "an operator reviews it");
            case RUNNING -> WalletTransactionsTable.stands(connection, tenant, id, Status.PENDING, "", "");
            case COMPENSATING, COMPLETED -> {}
        }
    }
}
