package com.flowex.wallet.app.withdrawal;

import com.flowex.domain.value.AccountId;
import com.flowex.platform.database.Database;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import com.flowex.platform.saga.Saga;
import com.flowex.platform.saga.Sagas;
import com.flowex.wallet.store.withdrawal.Withdrawal;
import com.flowex.wallet.store.withdrawal.WithdrawalsTable;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Decisions on withdrawals that have begun: canceled by their owners, or decided by a second person. */
public final class WithdrawalDecisions {

    private final Database database;
    private final Sagas sagas;

    public WithdrawalDecisions(Database database, Sagas sagas) {
        this.database = database;
        this.sagas = sagas;
    }

    /** Returns a withdrawal of an account. */
    public Withdrawal find(AccountId account, UUID id) {
        return find(account.tenant(), id)
                .filter(found -> found.account().equals(account))
                .orElseThrow(() -> Refusal.notFound("there is no such withdrawal"));
    }

    public Optional<Withdrawal> find(int tenant, UUID id) {
        return database.query(tenant, connection -> WithdrawalsTable.find(connection, tenant, id));
    }

    public List<Saga.StepReport> steps(Withdrawal withdrawal) {
        return sagas.steps(Withdrawals.key(withdrawal.account().tenant(), withdrawal.id()));
    }

    /**
     * Cancels a withdrawal that is not signed yet.
     *
     * @throws Refusal {@code not_cancelable} if it is signed or over
     */
    public void cancel(AccountId account, UUID id) {
        Withdrawal withdrawal = find(account, id);
        boolean canceled = database.transaction(
                account.tenant(),
                connection -> sagas.cancel(
                        connection,
                        Withdrawals.key(account.tenant(), withdrawal.id()),
                        new Saga.Failure(WithdrawalSaga.CANCELED, "canceled by its owner")));
        if (!canceled) {
            throw new Refusal(RefusalCode.NOT_CANCELABLE, "it is signed already, or over");
        }
        sagas.look();
    }

    /** Returns a tenant's withdrawals that wait for a second person, oldest first. */
    public List<Withdrawal> undecided(int tenant, int limit) {
        return database.query(tenant, connection -> WithdrawalsTable.undecided(connection, tenant, limit)).stream()
                .flatMap(id -> find(tenant, id).stream())
                .toList();
    }

    /**
     * Records a second person's decision, once.
     *
     * @throws Refusal {@code forbidden} if the withdrawal is their own, {@code already_decided} if it was decided
     *     before
     */
    public void decide(int tenant, UUID id, long by, boolean approved) {
        Withdrawal withdrawal = find(tenant, id).orElseThrow(() -> Refusal.notFound("there is no such withdrawal"));
        if (withdrawal.userId() == by) {
            throw Refusal.forbidden("nobody decides of their own withdrawal");
        }
        boolean decided = database.transaction(tenant, connection -> {
            boolean mine = WithdrawalsTable.decide(connection, tenant, id, by, approved);
            if (mine) {
                sagas.wake(connection, Withdrawals.key(tenant, id));
            }
            return mine;
        });
        if (!decided) {
            throw new Refusal(RefusalCode.ALREADY_DECIDED, "it needs no decision, or somebody has decided");
        }
        sagas.look();
    }
}
