package com.flowex.wallet.app.oversight;

import com.flowex.platform.database.Database;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import com.flowex.platform.saga.Saga;
import com.flowex.platform.saga.SagaKey;
import com.flowex.platform.saga.Sagas;
import com.flowex.wallet.app.payment.ChainPayments;
import com.flowex.wallet.store.chain.DerivedIds;
import com.flowex.wallet.store.payment.OutgoingPayment;
import com.flowex.wallet.store.payment.Revocation;
import com.flowex.wallet.store.payment.RevocationsTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Ends of sagas that pay, by two people: the exit from every wait that nothing else ends. The saga itself finds the end: nothing is given
 * back while a transaction of it can still be mined.
 */
public final class PaymentRevocations {

    /** Kinds of sagas are named as what they pay for. */
    private static final Set<String> PAYING =
            Set.of(OutgoingPayment.WITHDRAWAL, OutgoingPayment.SWEEP, OutgoingPayment.COLD, OutgoingPayment.GAS);

    private final Database database;
    private final Sagas sagas;

    public PaymentRevocations(Database database, Sagas sagas) {
        this.database = database;
        this.sagas = sagas;
    }

    public Optional<Revocation> find(SagaKey key) {
        return PAYING.contains(key.kind())
                ? database.query(key.tenant(), connection -> RevocationsTable.find(connection, key))
                : Optional.empty();
    }

    /** Returns the requests by which a human ends a saga, or its wait, as it stands. */
    public static List<String> exits(Saga saga) {
        String path = "POST /api/v1/sagas/" + saga.key().kind() + "/"
                + DerivedIds.hex(saga.key().id());
        List<String> exits = new ArrayList<>();
        if (saga.state() == Saga.State.STOPPED) {
            exits.add(path + "/redrive");
            exits.add(path + "/abandon");
        }
        if (isRevocable(saga)) {
            exits.add(path + "/revocation");
        }
        return exits;
    }

    private static boolean isRevocable(Saga saga) {
        boolean isWaiting = saga.state() == Saga.State.RUNNING || saga.state() == Saga.State.STOPPED;
        return isWaiting && PAYING.contains(saga.key().kind());
    }

    /** @throws Refusal if it does not pay, has ended or is being undone, or a revocation of it waits or was approved */
    public void propose(Saga saga, String reason, long by) {
        requireRevocable(saga);
        if (!database.transaction(
                saga.key().tenant(), connection -> RevocationsTable.propose(connection, saga.key(), reason, by))) {
            throw new Refusal(RefusalCode.ALREADY_DECIDED, "its revocation was proposed before");
        }
    }

    /**
     * Ends it: at once if nothing is signed, or else as soon as what is signed can never be mined.
     *
     * @throws Refusal if it does not wait for a decision of this person
     */
    public void approve(Saga saga, long by) {
        requireRevocable(saga);
        SagaKey key = saga.key();
        requireDecided(database.transaction(key.tenant(), connection -> {
            boolean mine = RevocationsTable.approve(connection, key, by);
            var failure = new Saga.Failure(ChainPayments.REVOKED, "it was ended before it was signed");
            if (mine && !sagas.cancel(connection, key, failure) && !sagas.goForward(connection, key)) {
                sagas.wake(connection, key);
            }
            return mine;
        }));
        sagas.check();
    }

    /** @throws Refusal if it was decided */
    public void reject(Saga saga, long by) {
        requireDecided(database.transaction(
                saga.key().tenant(), connection -> RevocationsTable.reject(connection, saga.key(), by)));
    }

    private static void requireRevocable(Saga saga) {
        if (!PAYING.contains(saga.key().kind())) {
            throw Refusal.notFound("a saga of the kind " + saga.key().kind() + " pays nothing over a chain");
        }
        if (!isRevocable(saga)) {
            throw new Refusal(RefusalCode.ALREADY_DECIDED, "it has ended or is being undone");
        }
    }

    private static void requireDecided(boolean mine) {
        if (!mine) {
            throw new Refusal(RefusalCode.ALREADY_DECIDED, "its revocation has been decided");
        }
    }
}
