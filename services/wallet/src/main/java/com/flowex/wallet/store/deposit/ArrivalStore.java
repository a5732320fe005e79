package com.flowex.wallet.store.deposit;

import com.flowex.domain.value.AccountId;
import com.flowex.platform.database.Database;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** {@link ArrivalsTable}, with a transaction for each call. */
public record ArrivalStore(Database database) {

    /** Returns arrivals that wait for an administrator's decision. */
    public List<Arrival> held(int tenant, int limit) {
        return database.query(connection -> ArrivalsTable.held(connection, tenant, limit));
    }

    /** Returns arrivals that were credited before their block vanished. */
    public List<Arrival> reversed(int tenant, int limit) {
        return database.query(connection -> ArrivalsTable.reversed(connection, tenant, limit));
    }

    /** Returns an arrival of any tenant. */
    public Optional<Arrival> find(UUID id) {
        return database.query(connection -> ArrivalsTable.find(connection, id));
    }

    /** Has an arrival credited as {@link ArrivalsTable#force} does; returns false if it does not wait for that. */
    public boolean force(UUID id, AccountId owner, boolean asNew) {
        return database.query(connection -> ArrivalsTable.force(connection, id, owner, asNew));
    }

    /** Ends an arrival without a credit; returns false if it does not wait for that. */
    public boolean ignore(UUID id, String reason) {
        return database.query(connection -> ArrivalsTable.ignore(connection, id, reason));
    }
}
