package com.flowex.wallet.view;

import com.flowex.cluster.tail.Checkpoint;
import com.flowex.domain.event.AssetListed;
import com.flowex.domain.event.Event;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.platform.projection.Projection;
import com.flowex.platform.projection.tenant.StoppedTenant;
import com.flowex.platform.projection.tenant.TenantIsolation;
import com.flowex.protocol.event.EventBatch;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Projection of balances, their totals, transfers, the journal and lending into PostgreSQL.
 *
 * <p>Rows are kept until they are committed, so a flush whose connection was lost is simply repeated.
 */
public final class WalletProjection implements Projection {

    /** Name of its checkpoint. */
    static final String NAME = "wallet";

    private final InstrumentDirectory directory = new InstrumentDirectory();
    private final WalletReducer reducer = new WalletReducer(directory);
    private final TenantIsolation tenants = new TenantIsolation(NAME, reducer);

    /** Returns the directory of listed assets, as far as this projection has come. */
    public InstrumentDirectory directory() {
        return directory;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void load(Connection views, Checkpoint at) throws SQLException {
        tenants.load(views, at);
        WalletTables.restore(views, directory);
        JournalTables.restore(views, reducer.journal(), reducer.bases());
        MarginTables.restore(views, reducer.margin());
    }

    @Override
    public void apply(Connection views, List<EventBatch> batches) throws SQLException {
        for (EventBatch batch : batches) {
            if (batch.count() > 0 && batch.firstSequence() > tenants.last()) {
                reducer.journal().at(batch.firstSequence(), batch.timeNanos());
            }
            tenants.apply(List.of(batch));
        }
        reducer.journal().folded();
        tenants.write(views);
        JournalTables.mark(views);
    }

    @Override
    public void committed(List<EventBatch> batches) {
        reducer.changes().committed();
        reducer.journal().pages().committed();
        reducer.margin().rows().committed();
        tenants.committed();
    }

    /** Follows only the listed assets in memory; balances are read from the tables. */
    @Override
    public boolean follow(Connection views, List<EventBatch> batches) throws SQLException {
        for (EventBatch batch : batches) {
            for (Event event : batch.events()) {
                if (event instanceof AssetListed listed) {
                    directory.listed(listed.asset());
                }
            }
        }
        tenants.read(views);
        return true;
    }

    /** Compares the directory only: the journal in memory is used for writing alone. */
    @Override
    public Optional<String> difference(Connection views) throws SQLException {
        InstrumentDirectory stored = new InstrumentDirectory();
        WalletTables.restore(views, stored);
        return tenants.difference(directory.tenants(), tenant -> directory.difference(stored, tenant));
    }

    @Override
    public Map<Integer, StoppedTenant> stopped() {
        return tenants.stopped();
    }
}
