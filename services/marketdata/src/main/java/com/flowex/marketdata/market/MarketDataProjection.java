package com.flowex.marketdata.market;

import com.flowex.cluster.tail.Checkpoint;
import com.flowex.ground.projection.Projection;
import com.flowex.ground.projection.StoppedTenant;
import com.flowex.ground.projection.TenantsApart;
import com.flowex.protocol.EventBatch;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/**
 * Folds the event log into the markets: in memory at once, in the database once per flush, in the transaction of the
 * checkpoint. What was folded is published before it is stored: it is in the log, so it is true.
 */
public final class MarketDataProjection implements Projection {

    private static final String NAME = "marketdata";

    private volatile PublicMarkets markets = new PublicMarkets();
    private volatile TenantsApart tenants = new TenantsApart(NAME, markets);

    /** The markets as they are now; another object after a start from stored ones. */
    public PublicMarkets markets() {
        return markets;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void load(Connection views, Checkpoint at) throws SQLException {
        markets = StoredMarkets.load(views);
        tenants = new TenantsApart(NAME, markets);
        tenants.load(views, at);
    }

    /** May be called again with batches that are folded already, after a transaction that failed. */
    @Override
    public void apply(Connection views, List<EventBatch> batches) throws SQLException {
        tenants.fold(batches);
        markets.publish();
        tenants.write(views);
    }

    @Override
    public void committed(List<EventBatch> batches) {
        markets.stored();
        tenants.committed();
    }

    /** Everything is read from memory. */
    @Override
    public boolean follow(Connection views, List<EventBatch> batches) throws SQLException {
        boolean isWhole = tenants.follow(views, batches);
        markets.publish();
        markets.stored();
        return isWhole;
    }

    @Override
    public Map<Integer, StoppedTenant> stopped() {
        return tenants.stopped();
    }
}
