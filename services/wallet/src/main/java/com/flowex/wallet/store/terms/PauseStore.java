package com.flowex.wallet.store.terms;

import com.flowex.domain.market.Asset;
import com.flowex.platform.database.Database;
import java.util.List;
import java.util.Optional;

/** {@link PausesTable}, with a transaction for each call. */
public record PauseStore(Database database) {

    public List<PausesTable.Pause> all(int tenant) {
        return database.query(tenant, connection -> PausesTable.all(connection, tenant));
    }

    /** Sets a pause and returns all of them, with this one as it was set: its row is locked until they are read. */
    public List<PausesTable.Pause> set(Asset asset, String network, MoneyFlow flow, String reason, long by) {
        return database.transaction(asset.tenant(), connection -> {
            PausesTable.set(connection, asset, network, flow, reason, by);
            return PausesTable.all(connection, asset.tenant());
        });
    }

    /** Lifts a pause and returns the others; empty if there is none. */
    public Optional<List<PausesTable.Pause>> lift(Asset asset, String network, MoneyFlow flow) {
        return database.transaction(
                asset.tenant(),
                connection -> PausesTable.lift(connection, asset, network, flow)
                        ? Optional.of(PausesTable.all(connection, asset.tenant()))
                        : Optional.empty());
    }
}
