package com.flowex.trading.view;

import com.flowex.domain.event.AccountBound;
import com.flowex.domain.event.AccountLimitsSet;
import com.flowex.domain.event.AccountOpened;
import com.flowex.domain.event.AccountRestricted;
import com.flowex.domain.event.AssetListed;
import com.flowex.domain.event.BalanceChanged;
import com.flowex.domain.event.ClientOrderIdBurnt;
import com.flowex.domain.event.DeadMansTimerSet;
import com.flowex.domain.event.DebtChanged;
import com.flowex.domain.event.Event;
import com.flowex.domain.event.Fill;
import com.flowex.domain.event.IndexPriceChanged;
import com.flowex.domain.event.InstrumentChanged;
import com.flowex.domain.event.InstrumentListed;
import com.flowex.domain.event.InterestCharged;
import com.flowex.domain.event.InterestRateSet;
import com.flowex.domain.event.KillSwitchSet;
import com.flowex.domain.event.LevelsMoved;
import com.flowex.domain.event.LeverageSet;
import com.flowex.domain.event.LiquidationEnded;
import com.flowex.domain.event.LiquidationStarted;
import com.flowex.domain.event.MarginCalled;
import com.flowex.domain.event.MarginLevelsSet;
import com.flowex.domain.event.MarginRatesSet;
import com.flowex.domain.event.MarginTermsSet;
import com.flowex.domain.event.MarketStateChanged;
import com.flowex.domain.event.MarketTimerSet;
import com.flowex.domain.event.OrderAccepted;
import com.flowex.domain.event.OrderAmended;
import com.flowex.domain.event.OrderCanceled;
import com.flowex.domain.event.OrderDisplayChanged;
import com.flowex.domain.event.OrderExpired;
import com.flowex.domain.event.OrderQuotaSet;
import com.flowex.domain.event.OrderReduced;
import com.flowex.domain.event.OrderRefreshed;
import com.flowex.domain.event.OrderRejected;
import com.flowex.domain.event.OrderRested;
import com.flowex.domain.event.OrderRevised;
import com.flowex.domain.event.OrderStarted;
import com.flowex.domain.event.OrderTriggered;
import com.flowex.domain.event.OrdersLinked;
import com.flowex.domain.event.OrdersPaired;
import com.flowex.domain.event.PreventionGroupSet;
import com.flowex.domain.event.Rejection;
import com.flowex.domain.event.ReservedExpired;
import com.flowex.domain.event.ReservedPosted;
import com.flowex.domain.event.ReservedVoided;
import com.flowex.domain.event.RulesAdopted;
import com.flowex.domain.event.SelfTradePrevented;
import com.flowex.domain.event.ShortfallBooked;
import com.flowex.domain.event.ShortfallRecorded;
import com.flowex.domain.event.SliceStarted;
import com.flowex.domain.event.TradeExecuted;
import com.flowex.domain.event.TransferPosted;
import com.flowex.domain.event.TransferReserved;
import com.flowex.domain.market.Instrument;
import com.flowex.domain.market.MarketState;
import com.flowex.domain.order.OrderRequest;
import com.flowex.domain.order.Side;
import com.flowex.domain.value.InstrumentId;
import com.flowex.domain.value.OrderId;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.platform.projection.tenant.TenantReducer;
import com.flowex.trading.store.Position;
import com.flowex.trading.store.PositionKey;
import com.flowex.trading.store.PositionRow;
import com.flowex.trading.store.order.OrderProgress;
import com.flowex.trading.store.order.OrderStatus;
import com.flowex.trading.store.order.TrackedOrder;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import org.agrona.collections.Long2ObjectHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Reducer that turns events into the state of orders, fills and positions, without a database.
 *
 * <p>It keeps open orders and positions that are not flat in memory (about 300 bytes an order). So a flush writes whole
 * rows without reading any. A closed position needs no memory. Not thread-safe.
 */
final class TradingReducer implements TenantReducer {

    private final InstrumentDirectory directory;
    private final Long2ObjectHashMap<OrderRowState> openOrders = new Long2ObjectHashMap<>();
    /** Open orders that wait with a trailing trigger, by market; the rules allow a thousand in a market. */
    private final Map<InstrumentId, Set<OrderRowState>> trailing = new HashMap<>();

    private final Map<PositionKey, PositionRow> positions = new HashMap<>();
    private final ViewChanges changes = new ViewChanges();
    private final AccountEventReducer accounts = new AccountEventReducer(changes.events);
    private final ViewChangeWriter tables;

    /**
     * Order that was accepted last. An order by quote amount may fill and still expire, within the command that placed
     * it.
     */
    private @Nullable OrderRowState latest;

    /** Writer of changes. */
    interface ViewChangeWriter {
        void write(Connection views, ViewChanges changes) throws SQLException;
    }

    TradingReducer(InstrumentDirectory directory, ViewChangeWriter tables) {
        this.tables = tables;
        this.directory = directory;
    }

    /** Restores an open order that the view stored. */
    void stored(TrackedOrder order) {
        OrderRowState entry = new OrderRowState(order, true);
        openOrders.put(order.id().value(), entry);
        watch(entry);
    }

    /** Returns the number of positions in memory. */
    int retainedPositions() {
        return positions.size();
    }

    /** Restores an open position that the view stored. */
    void stored(PositionRow row) {
        positions.put(row.key(), row);
    }

    /** Returns the present state of every open order, by id. */
    Map<Long, String> openOrders() {
        Map<Long, String> orders = new TreeMap<>();
        openOrders.forEach((id, entry) -> orders.put(id, entry.order.toString()));
        return orders;
    }

    /**
     * Returns the changes that are not committed yet. They stay here until the commit, so that a failed flush can be
     * repeated.
     */
    ViewChanges changes() {
        return changes;
    }

    /**
     * Applies one event.
     *
     * @throws IllegalStateException if it does not fit the present state
     */
    @Override
    public void on(Event event, long sequence, long timeNanos) {
        switch (event) {
            case AssetListed listed -> listed(listed);
            case InstrumentListed listed -> listed(listed.instrument(), MarketState.OPEN);
            case InstrumentChanged changed -> changed(changed.instrument());
            case MarketStateChanged changed -> changed(changed);
            case OrderAccepted accepted -> accepted(accepted, sequence, timeNanos);
            case OrdersPaired pair -> {
                if (!isLinked(pair.limit())) {
                    order(pair.limit(), pair, sequence, timeNanos);
                    order(pair.stop(), pair, sequence, timeNanos);
                }
            }
            case OrdersLinked two -> {
                if (!isLinked(two.working())) {
                    order(two.working(), two, sequence, timeNanos);
                }
                order(two.pending(), two, sequence, timeNanos);
            }
            case OrderStarted started -> order(started.order(), started, sequence, timeNanos);
            case OrderTriggered triggered -> order(triggered.order(), triggered, sequence, timeNanos);
            case SliceStarted slice -> order(slice.order(), slice, sequence, timeNanos);
            case OrderRested rested -> order(rested.order(), rested, sequence, timeNanos);
            case OrderRefreshed refreshed -> order(refreshed.order(), refreshed, sequence, timeNanos);
            case TradeExecuted trade -> traded(trade, sequence, timeNanos);
            case SelfTradePrevented prevented -> prevented(prevented, sequence, timeNanos);
            case OrderReduced reduced -> order(reduced.order(), reduced, sequence, timeNanos);
            case OrderAmended amended -> order(amended.order(), amended, sequence, timeNanos);
            case LevelsMoved moved ->
                addOrderEvents(trailing.getOrDefault(moved.instrument(), Set.of()), moved, sequence, timeNanos);
            case RulesAdopted adopted ->
                trailing.values().forEach(some -> addOrderEvents(some, adopted, sequence, timeNanos));
            case OrderRevised revised -> revised(revised.order(), revised, sequence, timeNanos);
            case OrderDisplayChanged shows -> revised(shows.order(), shows, sequence, timeNanos);
            case OrderCanceled canceled -> order(canceled.order(), canceled, sequence, timeNanos);
            case OrderExpired expired -> order(expired.order(), expired, sequence, timeNanos);
            case AccountLimitsSet _, OrderQuotaSet _, PreventionGroupSet _, KillSwitchSet _ ->
                changes.risk.add(new ViewChanges.RiskEvent(sequence, event));
            case TransferPosted posted -> accounts.posted(posted, sequence, timeNanos);
            case TransferReserved reserved -> accounts.reserved(reserved, sequence, timeNanos);
            case ReservedPosted posted -> accounts.posted(posted, sequence, timeNanos);
            case ReservedVoided voided -> accounts.voided(voided, sequence, timeNanos);
            case ReservedExpired expired -> accounts.expired(expired, sequence, timeNanos);
            case BalanceChanged balance -> accounts.balance(balance, sequence, timeNanos);
            case OrderRejected refused -> accounts.refused(refused, sequence, timeNanos);
            case AccountOpened _, AccountBound _, AccountRestricted _, DeadMansTimerSet _, MarketTimerSet _ -> {}
            case MarginTermsSet _, IndexPriceChanged _, InterestCharged _, DebtChanged _ -> {}
            case MarginRatesSet _, InterestRateSet _ -> {}
            case LeverageSet _, MarginLevelsSet _, MarginCalled _, LiquidationStarted _, LiquidationEnded _ -> {}
            case ShortfallRecorded _, ShortfallBooked _ -> {}
            case ClientOrderIdBurnt _, Rejection _ -> {}
        }
    }

    @Override
    public int tenantOf(InstrumentId instrument) {
        return directory.tenantOf(instrument).orElse(UNKNOWN);
    }

    /**
     * Returns true for listings. A new listing takes the next free number of all tenants, so the listings of a stopped
     * tenant must be known too.
     */
    @Override
    public boolean isAlwaysTaken(Event event) {
        return event instanceof AssetListed
                || event instanceof InstrumentListed
                || event instanceof InstrumentChanged
                || event instanceof MarketStateChanged;
    }

    @Override
    public void write(Connection views, IntPredicate filter) throws SQLException {
        tables.write(views, filter == EVERYBODY ? changes : changes.of(filter, this::tenantOf));
    }

    @Override
    public void isolate(int tenant) {
        changes.discard(tenant, this::tenantOf);
        openOrders.values().removeIf(entry -> entry.tenant() == tenant);
        trailing.values().forEach(some -> some.removeIf(entry -> entry.tenant() == tenant));
        positions.keySet().removeIf(key -> key.account().tenant() == tenant);
        OrderRowState last = latest;
        if (last != null && last.tenant() == tenant) {
            latest = null;
        }
    }

    /** Applies only what an event changes about listings. */
    void list(Event event) {
        switch (event) {
            case AssetListed listed -> directory.listed(listed.asset());
            case InstrumentListed listed -> directory.listed(listed.instrument(), MarketState.OPEN);
            case InstrumentChanged changed ->
                directory.listed(
                        changed.instrument(),
                        directory.market(changed.instrument().id()).state());
            case MarketStateChanged changed -> directory.changed(changed.instrument(), changed.state());
            case TradeExecuted trade ->
                directory.traded(trade.instrument(), trade.price().units());
            default -> {} // no change of listings
        }
    }

    private void listed(AssetListed event) {
        directory.listed(event.asset());
        changes.assets.add(event.asset());
    }

    private void listed(Instrument instrument, MarketState state) {
        directory.listed(instrument, state);
        changes.instruments.put(instrument.id(), instrument);
    }

    private void changed(Instrument instrument) {
        listed(instrument, directory.market(instrument.id()).state());
    }

    private void changed(MarketStateChanged event) {
        directory.changed(event.instrument(), event.state());
        changes.marketStates.put(event.instrument(), event.state());
    }

    private void accepted(OrderAccepted event, long sequence, long timeNanos) {
        TrackedOrder order = TrackedOrder.accepted(event, sequence, timeNanos);
        OrderRowState entry = new OrderRowState(order, false);
        openOrders.put(event.order().value(), entry);
        watch(entry);
        changes.orderChanged(entry);
        accounts.order(order, event, sequence, timeNanos);
        latest = entry;
    }

    private void traded(TradeExecuted trade, long sequence, long timeNanos) {
        Side makerSide = trade.takerSide().opposite();
        order(trade.maker().order(), trade, sequence, timeNanos);
        order(trade.taker().order(), trade, sequence, timeNanos);
        position(trade, trade.maker(), makerSide, sequence, timeNanos);
        position(trade, trade.taker(), trade.takerSide(), sequence, timeNanos);
        changes.trades.add(new ExecutedTrade(trade, sequence, timeNanos));
        changes.lastPrices.put(trade.instrument(), trade.price().units());
        directory.traded(trade.instrument(), trade.price().units());
    }

    private void position(TradeExecuted trade, Fill fill, Side side, long sequence, long timeNanos) {
        PositionKey key = new PositionKey(fill.account(), trade.instrument());
        PositionRow before = positions.get(key);
        Position held = before == null ? Position.FLAT : before.position();
        long quote = trade.quote().units();
        Position after =
                held.after(side, trade.quantity().units(), quote, fill.fee().units());
        PositionRow row = new PositionRow(
                key,
                after,
                changes.realized(key)
                        .add(held.realizedBy(after, side, quote, fill.fee().units())),
                sequence);
        changes.traded(fill.account(), directory.market(trade.instrument()).quote(), timeNanos, quote);
        if (after.equals(Position.FLAT)) {
            positions.remove(key);
        } else {
            positions.put(key, row);
        }
        changes.positions.put(key, row);
    }

    private void prevented(SelfTradePrevented event, long sequence, long timeNanos) {
        order(event.maker(), event, sequence, timeNanos);
        order(event.taker(), event, sequence, timeNanos);
    }

    private void revised(OrderId id, Event event, long sequence, long timeNanos) {
        OrderRowState entry = entry(id);
        entry.revised = true;
        order(entry, event, sequence, timeNanos);
    }

    /** Applies an event to several orders. */
    private void addOrderEvents(Set<OrderRowState> entries, Event event, long sequence, long timeNanos) {
        for (OrderRowState entry : entries) {
            OrderProgress before = entry.order.progress();
            entry.order.on(event, sequence, timeNanos);
            if (!entry.order.progress().equals(before)) {
                changes.orderChanged(entry);
            }
        }
    }

    private void watch(OrderRowState entry) {
        if (entry.order.isTrailing()) {
            trailing.computeIfAbsent(entry.order.request().instrument(), _ -> new LinkedHashSet<>())
                    .add(entry);
        }
    }

    /** Returns true if an order already names the one that it is linked with: of three, each names one. */
    private boolean isLinked(OrderId id) {
        return entry(id).order.progress().linkedWith() != 0;
    }

    private void order(OrderId id, Event event, long sequence, long timeNanos) {
        order(entry(id), event, sequence, timeNanos);
    }

    private void order(OrderRowState entry, Event event, long sequence, long timeNanos) {
        boolean wasTrailing = entry.order.isTrailing();
        OrderRequest before = entry.order.request();
        entry.order.on(event, sequence, timeNanos);
        changes.orderChanged(entry);
        OrderStepRow.of(entry.order, before, event, sequence, timeNanos).ifPresent(changes.steps::add);
        accounts.order(entry.order, event, sequence, timeNanos);
        if (wasTrailing && !entry.order.isTrailing()) {
            trailing.computeIfPresent(entry.order.request().instrument(), (_, some) -> {
                some.remove(entry);
                return some.isEmpty() ? null : some;
            });
        } else if (!wasTrailing) {
            watch(entry);
        }
        if (!entry.order.status().isOpen()) {
            openOrders.remove(entry.order.id().value());
        }
    }

    private OrderRowState entry(OrderId id) {
        OrderRowState entry = openOrders.get(id.value());
        if (entry != null) {
            return entry;
        }
        OrderRowState last = latest;
        if (last != null && last.order.id().equals(id) && last.order.status() == OrderStatus.FILLED) {
            return last;
        }
        throw new IllegalStateException("order " + id + " is not open");
    }
}
