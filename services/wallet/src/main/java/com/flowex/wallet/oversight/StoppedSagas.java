package com.flowex.wallet.oversight;

import com.flowex.ground.database.Database;
import com.flowex.ground.refusal.Refusal;
import com.flowex.ground.refusal.RefusalCode;
import com.flowex.ground.saga.Saga;
import com.flowex.ground.saga.SagaKey;
import com.flowex.ground.saga.Sagas;

/** What a human does with a saga that has stopped, by whichever way they ask. */
final class StoppedSagas {

    private final Database database;
    private final Sagas sagas;

    StoppedSagas(Database database, Sagas sagas) {
        this.database = database;
        this.sagas = sagas;
    }

    /**
     * Sets it going in the direction in which it went.
     *
     * @throws Refusal if it has not stopped
     */
    Saga redrive(SagaKey key) {
        return going(key, database.transaction(key.tenant(), connection -> sagas.redrive(connection, key)));
    }

    /**
     * Has it undone: only a human who knows that nothing was paid may say so; a signed transaction that may be mined keeps it from
     * happening.
     *
     * @throws Refusal if it has not stopped
     */
    Saga abandon(SagaKey key, String reason) {
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
        sagas.look();
        return sagas.find(key).orElseThrow();
    }
}
