package com.flowex.marketdata;

import com.flowex.access.Edge;
import com.flowex.access.http.page.ViewPages;
import com.flowex.access.tenancy.Feature;
import com.flowex.access.tenancy.TenantDirectory;
import com.flowex.marketdata.app.MarketQueries;
import com.flowex.marketdata.store.MarketHistoryQueries;
import com.flowex.marketdata.view.MarketDataProjection;
import com.flowex.marketdata.view.PriorHistory;
import com.flowex.marketdata.view.PublicMarkets;
import com.flowex.platform.projection.TailFactory;
import com.flowex.platform.projection.View;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The view of market data as every process reads it that answers clients about markets. It has no routes and no
 * connections of its own; {@link MarketDataService} adds them.
 */
public final class MarketDataReader implements AutoCloseable {

    private final TenantDirectory tenants;
    private final AtomicReference<MarketDataProjection> shown = new AtomicReference<>();
    private final List<Runnable> shownAnew = new CopyOnWriteArrayList<>();
    private final View<MarketDataProjection> tables;
    private final MarketQueries reads;

    /**
     * Creates the reader; {@link #start} starts it.
     *
     * @param readWait longest time that a read waits for the event it asks for
     * @param prior source of what markets show from before their listing
     */
    public MarketDataReader(Edge edge, Duration readWait, TailFactory tails, PriorHistory prior) {
        this.tenants = edge.tenants();
        this.tables = new View<>(edge.platform(), tails, () -> new MarketDataProjection(prior), this::show);
        this.reads =
                new MarketQueries(new MarketHistoryQueries(tables.history()), this::markets, (tenant, sequence) -> {
                    ViewPages.requireFollowing(tables);
                    tables.progress().require(tenant, sequence, readWait);
                });
    }

    private void show(MarketDataProjection projection) {
        if (shown.getAndSet(projection) != null) {
            shownAnew.forEach(Runnable::run);
        }
    }

    PublicMarkets markets() {
        return Objects.requireNonNull(shown.get(), "the view shows one from its making")
                .markets();
    }

    /**
     * Returns true if a tenant has streams of markets now. The connections that follow other tenants' markets are to be
     * closed.
     */
    public boolean mayStream(int tenant) {
        return tenants.offers(tenant, Feature.STREAMS)
                && !tables.progress().stopped().containsKey(tenant);
    }

    /** Brings the schema up to date, loads the stored markets and follows the log. */
    public void start() {
        tables.start();
    }

    /** Returns the view in the database. */
    public View<?> tables() {
        return tables;
    }

    /** Returns the queries of the markets for services that answer clients. */
    public MarketQueries reads() {
        return reads;
    }

    /**
     * Calls {@code then} whenever other markets are shown than before, in the order of registration. Their followers
     * then have to subscribe again.
     */
    public void whenShownAnew(Runnable then) {
        shownAnew.add(then);
    }

    /** Stops following the log. */
    @Override
    public void close() {
        tables.close();
    }
}
