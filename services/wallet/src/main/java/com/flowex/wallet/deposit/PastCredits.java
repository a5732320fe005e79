package com.flowex.wallet.deposit;

import com.flowex.ground.database.Database;
import com.flowex.ground.database.Sql;
import com.flowex.wallet.chain.DerivedIds;
import java.util.Optional;

/**
 * What the history shows of credits: it knows them for ever, the ledger for a month only (ADR 0162). Nothing that it shows is credited under
 * another id.
 */
record PastCredits(Database database) {

    private static final String CREDIT =
            "SELECT sequence FROM wallet.transactions WHERE tenant = ? AND account = ? AND transfer_id = ?";

    /** Number of the event that credited an arrival and was not taken back; looks through all that its owner has, so only where something is wrong. */
    Optional<Long> sequence(Arrival arrival) {
        int tenant = arrival.owner().tenant();
        return database.query(
                tenant,
                connection -> Sql.one(
                        connection,
                        row -> row.getLong(1),
                        CREDIT,
                        tenant,
                        arrival.owner().number(),
                        DerivedIds.uuid(Crediting.creditId(arrival))));
    }
}
