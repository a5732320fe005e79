package com.flowex.wallet.app.oversight;

import com.flowex.platform.database.Database;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import com.flowex.platform.saga.Saga;
import com.flowex.platform.saga.SagaKey;
import com.flowex.platform.saga.Sagas;

/** Actions of an administrator on a saga that has stopped, for routes and the command line. */
public final class StoppedSagas {

    private final Database database;
    private final Sagas sagas;

    public StoppedSagas(Database database, Sagas sagas) {
        this.database = database;
        this.sagas = sagas;
    }

    /**
     * Resumes a saga in the direction in which it was going.
     *
     * @throws Refusal if it has not stopped
     */
    public Saga redrive(SagaKey key) {
        return going(key, database.transaction(key.tenant(), connection -> sagas.redrive(connection, key)));
    }

    /**
     * Has a saga undone. Only a person who knows that nothing was paid may request this; a signed transaction that may
     * still be mined prevents it.
     *
     * @throws Refusal if it has not stopped
     */
    public Saga abandon(SagaKey key, String reason) {
        return going(
                key,
                database.transaction(
                        key.tenant(),
                        connection -> sagas.abandon(connection, key, new Saga.Failure("abandoned", reason))));
    }

    private Saga going(SagaKey key, boolean isGoing) {
        if (!isGoing) {
            throw new Refusal(RefusalCode.ALREADY_DECIDED, "it has not stopped");
        }
        sagas.check();
        return sagas.find(key).orElseThrow();
    }
}
