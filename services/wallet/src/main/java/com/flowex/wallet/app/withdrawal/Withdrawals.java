package com.flowex.wallet.app.withdrawal;

import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.Decimals;
import com.flowex.platform.database.Database;
import com.flowex.platform.database.transaction.Transaction;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.saga.Sagas;
import com.flowex.wallet.app.user.AccessChanges;
import com.flowex.wallet.store.terms.Terms;
import com.flowex.wallet.store.terms.TermsTable;
import com.flowex.wallet.store.transaction.IdempotencyKey;
import com.flowex.wallet.store.transaction.WalletTransaction;
import com.flowex.wallet.store.withdrawal.Withdrawal;
import com.flowex.wallet.store.withdrawal.WithdrawalsTable;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Withdrawals by user request: assessed and begun in one transaction. */
public final class Withdrawals {

    private final Database database;
    private final Runnable onStart;
    private final InstantSource clock;

    /** @param onStart notifies the runner of sagas in this process, if there is one */
    public Withdrawals(Database database, Runnable onStart, InstantSource clock) {
        this.database = database;
        this.onStart = onStart;
        this.clock = clock;
    }

    /** Returns the withdrawal of this key, if there is one. */
    Optional<Withdrawal> before(RequestedWithdrawal withdrawal) {
        return database.query(
                        withdrawal.account().tenant(),
                        connection -> WithdrawalsTable.byKey(connection, withdrawal.account(), withdrawal.key()))
                .map(found -> requireSame(found, withdrawal));
    }

    /** Returns an account's withdrawal with this key. */
    public Optional<Withdrawal> find(AccountId account, String key) {
        return database.query(account.tenant(), connection -> WithdrawalsTable.byKey(connection, account, key));
    }

    /** Returns the withdrawals among an account's transactions, in order. */
    List<Withdrawal> of(AccountId account, List<WalletTransaction> transactions) {
        return database.query(account.tenant(), connection -> WithdrawalsTable.of(connection, account, transactions));
    }

    private static Withdrawal requireSame(Withdrawal found, RequestedWithdrawal withdrawal) {
        WalletTransaction transaction = found.transaction();
        IdempotencyKey.requireSame(
                List.of(
                        transaction.asset(),
                        transaction.units(),
                        transaction.network(),
                        transaction.address(),
                        transaction.memo()),
                List.of(
                        withdrawal.asset().id(),
                        withdrawal.units(),
                        withdrawal.network(),
                        withdrawal.address(),
                        withdrawal.memo()));
        return found;
    }

    /**
     * Begins a withdrawal, once.
     *
     * @param available the account's available balance, as far as is known
     * @param lately recent changes to the user's access
     * @throws Refusal naming the limit or rule that it breaks
     */
    WithdrawalRequests.AcceptedWithdrawal request(
            RequestedWithdrawal withdrawal, long available, AccessChanges.RecentAccessChanges lately) {
        WithdrawalRequests.AcceptedWithdrawal requested = database.transaction(
                withdrawal.account().tenant(), connection -> requested(connection, withdrawal, available, lately));
        onStart.run();
        return requested;
    }

    private WithdrawalRequests.AcceptedWithdrawal requested(
            Transaction connection,
            RequestedWithdrawal requestedWithdrawal,
            long available,
            AccessChanges.RecentAccessChanges lately) {
        AccountId account = requestedWithdrawal.account();
        OutgoingRequest outgoing = requestedWithdrawal.outgoing();
        OutgoingPolicy.lock(connection, outgoing);
        Optional<Withdrawal> before = WithdrawalsTable.byKey(connection, account, requestedWithdrawal.key());
        if (before.isPresent()) {
            return new WithdrawalRequests.AcceptedWithdrawal(requireSame(before.get(), requestedWithdrawal), false);
        }
        Terms terms = TermsTable.of(connection, requestedWithdrawal.asset());
        if (requestedWithdrawal.units() < terms.least()) {
            throw Refusal.invalid(
                    "amount",
                    "at least " + words(requestedWithdrawal, terms.least()) + ", of which "
                            + words(requestedWithdrawal, terms.fee()) + " are the fee");
        }
        OutgoingPolicy.Admission admission = OutgoingPolicy.admit(connection, outgoing, terms, available, lately);
        Withdrawal withdrawal = new Withdrawal(
                transaction(requestedWithdrawal, terms),
                requestedWithdrawal.userId(),
                requestedWithdrawal.key(),
                requestedWithdrawal.apiKey().isPresent(),
                requestedWithdrawal.apiKey(),
                admission.risk().points(),
                admission.risk().reasons(),
                admission.needsSecond(),
                admission.day(),
                Optional.empty());
        WithdrawalsTable.insert(connection, withdrawal);
        Sagas.begin(
                connection,
                OutgoingPath.WITHDRAWAL.saga(account.tenant(), withdrawal.id()),
                WithdrawalStep.RESERVE.word());
        return new WithdrawalRequests.AcceptedWithdrawal(withdrawal, true);
    }

    private static String words(RequestedWithdrawal withdrawal, long units) {
        return Decimals.format(units, withdrawal.asset().scale());
    }

    private WalletTransaction transaction(RequestedWithdrawal withdrawal, Terms terms) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return new WalletTransaction(
                UUID.randomUUID(),
                withdrawal.account(),
                WalletTransaction.Type.WITHDRAWAL,
                withdrawal.asset().id(),
                withdrawal.units(),
                terms.fee(),
                WalletTransaction.Status.PENDING,
                withdrawal.network(),
                withdrawal.address(),
                withdrawal.memo(),
                "",
                0,
                withdrawal.chain().scheme().network().confirmations(),
                Optional.empty(),
                0,
                "",
                "",
                now,
                now);
    }
}
