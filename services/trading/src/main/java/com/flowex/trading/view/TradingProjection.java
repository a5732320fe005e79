package com.flowex.trading.view;

import com.flowex.cluster.tail.Checkpoint;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.platform.projection.Projection;
import com.flowex.platform.projection.tenant.StoppedTenant;
import com.flowex.platform.projection.tenant.TenantIsolation;
import com.flowex.protocol.event.EventBatch;
import com.flowex.trading.store.account.AccountListener;
import com.flowex.trading.store.order.OrderRows;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Projection of orders, fills, positions and markets into PostgreSQL.
 *
 * <p>It applies events in memory and writes only the changes of a flush. Changes are kept until they are committed, so
 * a flush whose connection was lost is repeated.
 */
public final class TradingProjection implements Projection {

    /** Key of the checkpoint. */
    static final String NAME = "trading";

    private static final String OPEN_ORDERS = "SELECT " + OrderRows.COLUMNS + " FROM open_orders";

    private static final int FETCH_ROWS = 10_000;

    private final InstrumentDirectory directory = new InstrumentDirectory();
    private final TradingReducer reducer = new TradingReducer(directory, this::write);
    private final TenantIsolation tenants = new TenantIsolation(NAME, reducer);
    private final MarketTable markets = new MarketTable();
    private final RiskTables risk = new RiskTables();
    private final OrderTables orders = new OrderTables();
    private final FillTable fills = new FillTable();
    private final DailyFillTotalsTable days = new DailyFillTotalsTable();
    private final PositionTable positions = new PositionTable();
    private final AccountEntryTables accounts = new AccountEntryTables();
    private volatile AccountListener listener = AccountListener.NO_LISTENER;
    private volatile Optional<TradingMetrics> figures = Optional.empty();

    /** Returns the listings up to the projection's position. */
    public InstrumentDirectory directory() {
        return directory;
    }

    /** Sets the listener for commits from now on. */
    public void report(AccountListener somebody) {
        listener = somebody;
    }

    /** Sets the metrics that count commits from now on. */
    public void count(TradingMetrics by) {
        figures = Optional.of(by);
    }

    /** Returns the present state of every open order, by id. */
    Map<Long, String> openOrders() {
        return reducer.openOrders();
    }

    /** Returns the number of positions in memory. */
    int retainedPositions() {
        return reducer.retainedPositions();
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
        tenants.load(views, at);
        markets.restore(views, directory);
        figures.ifPresent(counting -> counting.begin(directory.tenants()));
        positions.open(views).forEach(reducer::stored);
        try (PreparedStatement statement = views.prepareStatement(OPEN_ORDERS)) {
            statement.setFetchSize(FETCH_ROWS);
            try (ResultSet result = statement.executeQuery()) {
                OrderRows.forEach(result, reducer::stored);
            }
        }
    }

    @Override
    public void apply(Connection views, List<EventBatch> batches) throws SQLException {
        tenants.apply(batches);
        tenants.write(views);
    }

    private void write(Connection views, ViewChanges changes) throws SQLException {
        markets.write(views, changes);
        risk.write(views, changes.risk);
        orders.write(views, changes.orders);
        fills.write(views, changes.trades);
        days.write(views, changes.trades);
        positions.write(views, changes.positions.values());
        OrderStepRow.write(views, changes.steps);
        VolumeTable.write(views, changes.volumes);
        accounts.write(views, changes.events);
    }

    @Override
    public void committed(List<EventBatch> batches) {
        accounts.committed(reducer.changes().events, listener);
        reducer.changes().committed();
        tenants.committed();
        figures.ifPresent(by -> by.committed(batches));
    }

    /** Follows listings only: nothing else in memory is read. Orders and positions are read from the tables. */
    @Override
    public boolean follow(Connection views, List<EventBatch> batches) throws SQLException {
        batches.forEach(batch -> batch.events().forEach(reducer::list));
        tenants.read(views);
        return true;
    }

    /** Compares listings only: orders and positions in memory serve only for writing. */
    @Override
    public Optional<String> difference(Connection views) throws SQLException {
        InstrumentDirectory stored = new InstrumentDirectory();
        markets.restore(views, stored);
        return tenants.difference(directory.tenants(), tenant -> directory.difference(stored, tenant));
    }

    @Override
    public Map<Integer, StoppedTenant> stopped() {
        return tenants.stopped();
    }
}
