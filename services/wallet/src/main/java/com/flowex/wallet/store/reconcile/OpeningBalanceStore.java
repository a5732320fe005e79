package com.flowex.wallet.store.reconcile;

import com.flowex.platform.database.Database;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** {@link OpeningBalancesTable}, with a transaction for each call. */
public record OpeningBalanceStore(Database database) {

    public List<OpeningBalancesTable.Opening> all(int tenant) {
        return database.query(tenant, connection -> OpeningBalancesTable.all(connection, tenant));
    }

    public Optional<OpeningBalancesTable.Opening> find(int tenant, UUID id) {
        return database.query(tenant, connection -> OpeningBalancesTable.find(connection, tenant, id));
    }

    /** Acknowledges a balance; returns false if it was acknowledged before. */
    public boolean acknowledge(int tenant, UUID id, long by) {
        return database.transaction(tenant, connection -> OpeningBalancesTable.acknowledge(connection, tenant, id, by));
    }
}
