package com.flowex.wallet.store.cold;

import com.flowex.platform.database.Database;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** {@link ColdAddressesTable} and {@link TopUpRequestsTable}, with a transaction for each call. */
public record ColdAddressStore(Database database) {

    /** Outcome of a request for a cold address. */
    public enum Insertion {
        INSERTED,
        /** The tenant has as many addresses as it may. */
        FULL,
        /** The address is one that this server knows for another purpose. */
        TAKEN
    }

    public List<ColdAddress> all(int tenant) {
        return database.query(tenant, connection -> ColdAddressesTable.all(connection, tenant));
    }

    public Optional<ColdAddress> find(int tenant, UUID id) {
        return database.query(tenant, connection -> ColdAddressesTable.find(connection, tenant, id));
    }

    /** Inserts an address that a second person has to approve. */
    public Insertion insert(int tenant, ColdAddress cold, int max) {
        return database.transaction(tenant, connection -> {
            if (ColdAddressesTable.all(connection, tenant).size() >= max) {
                return Insertion.FULL;
            }
            if (!ColdAddressesTable.own(connection, tenant, cold.network(), cold.address())) {
                return Insertion.TAKEN;
            }
            ColdAddressesTable.insert(connection, tenant, cold);
            return Insertion.INSERTED;
        });
    }

    /**
     * Decides on an address; returns false if it was decided or retired before.
     *
     * @param lock time between the approval and the first use
     */
    public boolean decide(int tenant, UUID id, long by, boolean approved, Duration lock) {
        return database.transaction(
                tenant, connection -> ColdAddressesTable.decide(connection, tenant, id, by, approved, lock));
    }

    public List<TopUpRequestsTable.TopUpRequest> topUps(int tenant, int limit) {
        return database.query(tenant, connection -> TopUpRequestsTable.all(connection, tenant, limit));
    }

    public Optional<TopUpRequestsTable.TopUpRequest> topUp(int tenant, UUID id) {
        return database.query(tenant, connection -> TopUpRequestsTable.find(connection, tenant, id));
    }

    /** Cancels a request for a top-up; returns false if it is not open. */
    public boolean cancelTopUp(int tenant, UUID id) {
        return database.transaction(tenant, connection -> TopUpRequestsTable.cancel(connection, tenant, id));
    }
}
