package com.flowex.marketdata.view;

import com.flowex.cluster.tail.Checkpoint;
import com.flowex.platform.projection.Projection;
import com.flowex.platform.projection.tenant.StoppedTenant;
import com.flowex.platform.projection.tenant.TenantIsolation;
import com.flowex.protocol.event.EventBatch;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Projection of the event log to the markets: in memory at once, in the database once per flush, in the transaction of
 * the checkpoint. Events are published before they are stored: they are in the log, so they are final.
 */
public final class MarketDataProjection implements Projection {

    private static final String NAME = "marketdata";

    /**
     * Number of markets compared at once. Each has a thousand levels a side, a thousand trades and some thousand
     * candles: milliseconds.
     */
    private static final int COMPARED_AT_ONCE = 4;

    private final PriorHistory prior;
    private volatile PublicMarkets markets;
    private volatile TenantIsolation tenants;

    private int comparedNext;

    /** Creates a projection of markets that begin without a history. */
    public MarketDataProjection() {
        this(PriorHistory.NONE);
    }

    /** @param prior source of what markets show from before their listing */
    public MarketDataProjection(PriorHistory prior) {
        this.prior = prior;
        this.markets = new PublicMarkets(prior);
        this.tenants = new TenantIsolation(NAME, markets);
    }

    /** Returns the markets as they are now; another object after they were loaded from the database. */
    public PublicMarkets markets() {
        return markets;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean isStreamed() {
        return true;
    }

    @Override
    public void load(Connection views, Checkpoint at) throws SQLException {
        markets = MarketLoader.load(views, prior);
        tenants = new TenantIsolation(NAME, markets);
        tenants.load(views, at);
    }

    /**
     * Applies batches. It may be called again with batches that are applied already, after a transaction that failed.
     */
    @Override
    public void apply(Connection views, List<EventBatch> batches) throws SQLException {
        tenants.apply(batches);
        markets.publish();
        tenants.write(views);
    }

    @Override
    public void committed(List<EventBatch> batches) {
        markets.stored();
        tenants.committed();
    }

    /** Follows a view that another process writes. Readers get everything from memory. */
    @Override
    public boolean follow(Connection views, List<EventBatch> batches) throws SQLException {
        boolean isWhole = tenants.follow(views, batches);
        markets.publish();
        markets.stored();
        return isWhole;
    }

    @Override
    public Optional<String> difference(Connection views) throws SQLException {
        PublicMarkets stored = MarketLoader.load(views, prior, comparedNext, COMPARED_AT_ONCE);
        int from = comparedNext;
        int to = stored.all().size() < COMPARED_AT_ONCE
                ? Integer.MAX_VALUE
                : stored.all().lastKey() + 1;
        comparedNext = to == Integer.MAX_VALUE ? 0 : to;
        Map<Integer, PublicMarket> held = markets.all().subMap(from, to);
        for (PublicMarket market : held.values()) {
            Optional<String> difference = tenants.difference(
                    List.of(market.listing().tenant()),
                    _ -> difference(market, stored.all().get(market.listing().instrument())));
            if (difference.isPresent()) {
                return difference;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> difference(PublicMarket held, @Nullable PublicMarket stored) {
        return stored == null
                ? Optional.of("the market " + held.listing().symbol() + " is in no table")
                : MarketSnapshot.of(held).difference(MarketSnapshot.of(stored));
    }

    @Override
    public Map<Integer, StoppedTenant> stopped() {
        return tenants.stopped();
    }
}
