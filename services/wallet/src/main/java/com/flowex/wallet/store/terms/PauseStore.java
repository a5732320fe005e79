package com.flowex.wallet.store.terms;

import com.flowex.domain.market.Asset;
import com.flowex.platform.database.Database;
import java.util.List;

/** {@link PausesTable}, with a transaction for each call. */
public record PauseStore(Database database) {

    public List<PausesTable.Pause> all(int tenant) {
        return database.query(tenant, connection -> PausesTable.all(connection, tenant));
    }

    public void set(Asset asset, String network, MoneyFlow flow, String reason, long by) {
        database.transaction(asset.tenant(), connection -> {
            PausesTable.set(connection, asset, network, flow, reason, by);
            return asset;
        });
    }

    /** Lifts a pause; returns false if there is none. */
    public boolean lift(Asset asset, String network, MoneyFlow flow) {
        return database.transaction(asset.tenant(), connection -> PausesTable.lift(connection, asset, network, flow));
    }
}
