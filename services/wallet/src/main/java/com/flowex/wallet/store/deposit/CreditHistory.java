package com.flowex.wallet.store.deposit;

import com.flowex.platform.database.Database;
import com.flowex.platform.database.sql.Sql;
import com.flowex.wallet.store.chain.DerivedIds;
import java.util.Optional;

/**
 * Lookup of earlier credits in the view, which knows them for ever; the ledger does so for a month only (ADR 0162). A
 * payment that was credited there is not credited under another id.
 */
public record CreditHistory(Database database) {

    private static final String CREDIT =
            "SELECT sequence FROM wallet.transactions WHERE tenant = ? AND account = ? AND transfer_id = ?";

    /**
     * Returns the number of the event that credited an arrival, unless it was reversed. It scans all of the owner's
     * transactions, so it is used only in error cases.
     */
    public Optional<Long> sequence(Arrival arrival) {
        int tenant = arrival.owner().tenant();
        return database.query(
                tenant,
                connection -> Sql.one(
                        connection,
                        row -> row.getLong(1),
                        CREDIT,
                        tenant,
                        arrival.owner().number(),
                        DerivedIds.uuid(arrival.creditId())));
    }
}
