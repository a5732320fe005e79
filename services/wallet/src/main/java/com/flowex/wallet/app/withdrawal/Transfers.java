package com.flowex.wallet.app.withdrawal;

import com.flowex.access.auth.Caller;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.TransferId;
import com.flowex.platform.database.Database;
import com.flowex.platform.database.transaction.Transaction;
import com.flowex.platform.saga.Sagas;
import com.flowex.wallet.app.user.AccessChanges;
import com.flowex.wallet.store.chain.DerivedIds;
import com.flowex.wallet.store.terms.TermsTable;
import com.flowex.wallet.store.transaction.IdempotencyKey;
import com.flowex.wallet.store.transaction.SentTransfers;
import com.flowex.wallet.store.transaction.SentTransfers.SentTransfer;
import com.flowex.wallet.store.transaction.WalletTransaction;
import com.flowex.wallet.store.withdrawal.TransfersTable;
import com.flowex.wallet.store.withdrawal.Withdrawal;
import com.flowex.wallet.store.withdrawal.WithdrawalsTable;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Transfers to other users: the rules admit one, which is made at once, or held until a second person decides. */
public final class Transfers {

    private final Database database;
    private final OutgoingPolicy policy;
    private final SentTransfers sent;
    private final Runnable onStart;
    private final InstantSource clock;

    /** @param onStart notifies the runner of sagas in this process */
    public Transfers(Database database, OutgoingPolicy policy, Runnable onStart, InstantSource clock) {
        this.database = database;
        this.policy = policy;
        this.sent = new SentTransfers(database);
        this.onStart = onStart;
        this.clock = clock;
    }

    /** An admitted transfer. */
    public sealed interface Admitted {

        /**
         * The transfer is to be made now.
         *
         * @param isNew false if this transfer was admitted before, and maybe made
         */
        record Now(boolean isNew) implements Admitted {}

        /** The transfer is held for a second person. */
        record Held(Withdrawal transfer) implements Admitted {}
    }

    /**
     * Requires that the caller may ask for the transfer now.
     *
     * @param code second-factor code as sent; API keys need none
     * @throws com.flowex.platform.errors.Refusal as {@link OutgoingPolicy#requireMayRequest}
     */
    public void requireMayRequest(Caller caller, OutgoingRequest request, @Nullable String code) {
        policy.requireMayRequest(caller, request, code);
    }

    /** Returns the transfer that an account has sent under an id, as {@link SentTransfers#find}. */
    public Optional<SentTransfer> sent(AccountId account, TransferId id) {
        return sent.find(account, id);
    }

    /** Returns a held transfer of an account, also after its end. */
    public Optional<Withdrawal> held(AccountId sender, TransferId id) {
        return database.query(sender.tenant(), connection -> held(connection, sender, DerivedIds.uuid(id)));
    }

    private static Optional<Withdrawal> held(Transaction connection, AccountId sender, UUID id) {
        return WithdrawalsTable.find(connection, sender.tenant(), id)
                .filter(found ->
                        found.account().equals(sender) && found.transaction().type() == OutgoingPath.TRANSFER.type());
    }

    /**
     * Admits a transfer, once. One that was admitted before is neither counted nor scored again.
     *
     * @param available the account's available balance, as far as is known
     * @throws com.flowex.platform.errors.Refusal naming the rule that it breaks
     */
    public Admitted admit(TransferId id, OutgoingRequest request, AccountId receiver, long available) {
        AccessChanges.RecentAccessChanges lately = policy.accessChanges(request);
        Admitted admitted = database.transaction(
                request.account().tenant(),
                connection -> admitted(connection, DerivedIds.uuid(id), request, receiver, available, lately));
        if (admitted instanceof Admitted.Held) {
            onStart.run();
        }
        return admitted;
    }

    private Admitted admitted(
            Transaction connection,
            UUID id,
            OutgoingRequest request,
            AccountId receiver,
            long available,
            AccessChanges.RecentAccessChanges lately) {
        AccountId sender = request.account();
        OutgoingPolicy.lock(connection, request);
        Optional<Withdrawal> held = held(connection, sender, id);
        if (held.isPresent()) {
            return new Admitted.Held(held.get());
        }
        Optional<TransfersTable.AdmittedTransfer> before = TransfersTable.find(connection, sender, id);
        if (before.isPresent()) {
            IdempotencyKey.requireSame(
                    List.of(
                            before.get().receiver(),
                            before.get().asset(),
                            before.get().units()),
                    List.of(receiver.number(), request.asset().id(), request.units()));
            return new Admitted.Now(false);
        }
        OutgoingPolicy.Admission admission = OutgoingPolicy.admit(
                connection, request, TermsTable.of(connection, request.asset()), available, lately);
        TransfersTable.insert(
                connection,
                sender,
                id,
                new TransfersTable.AdmittedTransfer(
                        receiver.number(), request.asset().id(), request.units(), admission.day()));
        if (!admission.needsSecond()) {
            return new Admitted.Now(true);
        }
        Withdrawal waiting = new Withdrawal(
                transaction(id, request),
                request.userId(),
                "transfer " + DerivedIds.hex(id),
                request.byKey(),
                request.apiKey(),
                admission.risk().points(),
                admission.risk().reasons(),
                true,
                admission.day(),
                Optional.empty());
        WithdrawalsTable.insert(connection, waiting);
        Sagas.begin(connection, OutgoingPath.TRANSFER.saga(sender.tenant(), id), TransferSaga.RESERVE);
        return new Admitted.Held(waiting);
    }

    private WalletTransaction transaction(UUID id, OutgoingRequest request) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return new WalletTransaction(
                id,
                request.account(),
                OutgoingPath.TRANSFER.type(),
                request.asset().id(),
                request.units(),
                0,
                WalletTransaction.Status.PENDING,
                request.target().network(),
                request.target().address(),
                request.target().memo(),
                "",
                0,
                0,
                Optional.empty(),
                0,
                "",
                "",
                now,
                now);
    }

    /** Takes an admitted transfer that is not made out of its day and of the history. */
    public void notMade(AccountId sender, TransferId id) {
        database.transaction(sender.tenant(), connection -> {
            notMade(connection, sender, DerivedIds.uuid(id));
            return id;
        });
    }

    static void notMade(Transaction connection, AccountId sender, UUID id) {
        Optional<TransfersTable.AdmittedTransfer> admitted = TransfersTable.remove(connection, sender, id);
        if (admitted.isPresent()) {
            TransfersTable.AdmittedTransfer transfer = admitted.get();
            WithdrawalsTable.add(
                    connection, sender, sender.number(), transfer.asset(), transfer.day(), -transfer.units());
        }
    }
}
