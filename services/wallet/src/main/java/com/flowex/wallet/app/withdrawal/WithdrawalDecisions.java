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

/** Decisions on payments of one path that have begun: canceled by their owners, or decided by a second person. */
public final class WithdrawalDecisions {

    private final Database database;
    private final Sagas sagas;
    private final OutgoingPath path;

    public WithdrawalDecisions(Database database, Sagas sagas, OutgoingPath path) {
        this.database = database;
        this.sagas = sagas;
        this.path = path;
    }

    /** Returns a payment of an account. */
    public Withdrawal find(AccountId account, UUID id) {
        return find(account.tenant(), id)
                .filter(found -> found.account().equals(account))
                .orElseThrow(this::unknown);
    }

    public Optional<Withdrawal> find(int tenant, UUID id) {
        return database.query(tenant, connection -> WithdrawalsTable.find(connection, tenant, id))
                .filter(found -> found.transaction().type() == path.type());
    }

    private Refusal unknown() {
        return Refusal.notFound("there is no such " + path.noun());
    }

    public List<Saga.StepReport> steps(Withdrawal withdrawal) {
        return sagas.steps(path.saga(withdrawal.account().tenant(), withdrawal.id()));
    }

    /**
     * Cancels a payment that has not passed its last step that can be undone.
     *
     * @throws Refusal {@code not_cancelable} if it has, or is over
     */
    public void cancel(AccountId account, UUID id) {
        Withdrawal withdrawal = find(account, id);
        boolean canceled = database.transaction(
                account.tenant(),
                connection -> sagas.cancel(
                        connection,
                        path.saga(account.tenant(), withdrawal.id()),
                        new Saga.Failure(WithdrawalSaga.CANCELED, "canceled by its owner")));
        if (!canceled) {
            throw new Refusal(
                    RefusalCode.NOT_CANCELABLE,
                    path == OutgoingPath.WITHDRAWAL ? "it is signed already, or over" : "it is made already, or over");
        }
        sagas.check();
    }

    /** Returns a tenant's payments that wait for a second person, oldest first. */
    public List<Withdrawal> undecided(int tenant, int limit) {
        return database
                .query(tenant, connection -> WithdrawalsTable.undecided(connection, tenant, path.type(), limit))
                .stream()
                .flatMap(id -> find(tenant, id).stream())
                .toList();
    }

    /**
     * Records a second person's decision, once.
     *
     * @throws Refusal {@code forbidden} if the payment is their own, {@code already_decided} if it was decided
     *     before
     */
    public void decide(int tenant, UUID id, long by, boolean approved) {
        Withdrawal withdrawal = find(tenant, id).orElseThrow(this::unknown);
        if (withdrawal.userId() == by) {
            throw Refusal.forbidden("a second person decides on a " + path.noun());
        }
        boolean decided = database.transaction(tenant, connection -> {
            boolean mine = WithdrawalsTable.decide(connection, tenant, id, by, approved);
            if (mine) {
                sagas.wake(connection, path.saga(tenant, id));
            }
            return mine;
        });
        if (!decided) {
            throw new Refusal(RefusalCode.ALREADY_DECIDED, "it needs no decision, or is decided already");
        }
        sagas.check();
    }
}
