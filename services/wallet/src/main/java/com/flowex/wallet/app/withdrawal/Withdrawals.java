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
    private final Runnable begun;
    private final InstantSource clock;

    /** @param begun notifies the runner of sagas in this process, if there is one */
    public Withdrawals(Database database, Runnable begun, InstantSource clock) {
        this.database = database;
        this.begun = begun;
        this.clock = clock;
    }

    /** Returns the withdrawal of this key, if there is one. */
    Optional<Withdrawal> before(RequestedWithdrawal wanted) {
        return database.query(
                        wanted.account().tenant(),
                        connection -> WithdrawalsTable.byKey(connection, wanted.account(), wanted.key()))
                .map(found -> requireSame(found, wanted));
    }

    /** Returns an account's withdrawal with this key. */
    public Optional<Withdrawal> find(AccountId account, String key) {
        return database.query(account.tenant(), connection -> WithdrawalsTable.byKey(connection, account, key));
    }

    /** Returns the withdrawals among an account's transactions, in order. */
    List<Withdrawal> of(AccountId account, List<WalletTransaction> transactions) {
        return database.query(account.tenant(), connection -> WithdrawalsTable.of(connection, account, transactions));
    }

    private static Withdrawal requireSame(Withdrawal found, RequestedWithdrawal wanted) {
        WalletTransaction transaction = found.transaction();
        IdempotencyKey.requireSame(
                List.of(
                        transaction.asset(),
                        transaction.units(),
                        transaction.network(),
                        transaction.address(),
                        transaction.memo()),
                List.of(wanted.asset().id(), wanted.units(), wanted.network(), wanted.address(), wanted.memo()));
        return found;
    }

    /**
     * Begins a withdrawal, once.
     *
     * @param available the account's available balance, as far as is known
     * @param lately recent changes to the user's access
     * @throws Refusal naming the limit or rule that it breaks
     */
    WithdrawalRequests.Asked ask(RequestedWithdrawal wanted, long available, AccessChanges.RecentAccessChanges lately) {
        WithdrawalRequests.Asked asked = database.transaction(
                wanted.account().tenant(), connection -> asked(connection, wanted, available, lately));
        begun.run();
        return asked;
    }

    private WithdrawalRequests.Asked asked(
            Transaction connection,
            RequestedWithdrawal wanted,
            long available,
            AccessChanges.RecentAccessChanges lately) {
        AccountId account = wanted.account();
        OutgoingRequest outgoing = wanted.outgoing();
        OutgoingPolicy.lock(connection, outgoing);
        Optional<Withdrawal> before = WithdrawalsTable.byKey(connection, account, wanted.key());
        if (before.isPresent()) {
            return new WithdrawalRequests.Asked(requireSame(before.get(), wanted), false);
        }
        Terms terms = TermsTable.of(connection, wanted.asset());
        if (wanted.units() < terms.least()) {
            throw Refusal.invalid(
                    "amount",
                    "at least " + words(wanted, terms.least()) + ", of which " + words(wanted, terms.fee())
                            + " are the fee");
        }
        OutgoingPolicy.Admission admission = OutgoingPolicy.admit(connection, outgoing, terms, available, lately);
        Withdrawal withdrawal = new Withdrawal(
                transaction(wanted, terms),
                wanted.userId(),
                wanted.key(),
                wanted.apiKey().isPresent(),
                wanted.apiKey(),
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
        return new WithdrawalRequests.Asked(withdrawal, true);
    }

    private static String words(RequestedWithdrawal wanted, long units) {
        return Decimals.format(units, wanted.asset().scale());
    }

    private WalletTransaction transaction(RequestedWithdrawal wanted, Terms terms) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return new WalletTransaction(
                UUID.randomUUID(),
                wanted.account(),
                WalletTransaction.Type.WITHDRAWAL,
                wanted.asset().id(),
                wanted.units(),
                terms.fee(),
                WalletTransaction.Status.PENDING,
                wanted.network(),
                wanted.address(),
                wanted.memo(),
                "",
                0,
                wanted.chain().scheme().network().confirmations(),
                Optional.empty(),
                0,
                "",
                "",
                now,
                now);
    }
}
