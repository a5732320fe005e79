package com.flowex.trading.view;

import com.flowex.domain.AccountId;
import com.flowex.domain.MarketState;
import com.flowex.domain.OrderId;
import com.flowex.domain.OrderTerms;
import com.flowex.domain.Side;
import com.flowex.domain.event.AccountOpened;
import com.flowex.domain.event.AssetListed;
import com.flowex.domain.event.BalanceChanged;
import com.flowex.domain.event.ClientOrderIdBurnt;
import com.flowex.domain.event.Event;
import com.flowex.domain.event.Fill;
import com.flowex.domain.event.InstrumentHalted;
import com.flowex.domain.event.InstrumentListed;
import com.flowex.domain.event.InstrumentResumed;
import com.flowex.domain.event.OrderAccepted;
import com.flowex.domain.event.OrderCanceled;
import com.flowex.domain.event.OrderExpired;
import com.flowex.domain.event.OrderReduced;
import com.flowex.domain.event.OrderRested;
import com.flowex.domain.event.Rejection;
import com.flowex.domain.event.TradeExecuted;
import com.flowex.domain.event.TransferPosted;
import com.flowex.trading.market.Books;
import com.flowex.trading.market.InstrumentDirectory;
import com.flowex.trading.order.TrackedOrder;
import com.flowex.trading.position.Position;
import com.flowex.trading.position.PositionKey;
import com.flowex.trading.position.PositionRow;
import java.util.HashMap;
import java.util.Map;
import org.agrona.collections.Long2ObjectHashMap;

/**
 * Events to what is known of orders, books, fills and positions; no database in it.
 *
 * <p>Keeps every open order and every position in memory (about 300 bytes an order), so that a flush writes whole rows
 * without reading any. Not thread-safe.
 */
final class TradingFold {

    private final InstrumentDirectory directory;
    private final Books books;
    private final Long2ObjectHashMap<OrderEntry> openOrders = new Long2ObjectHashMap<>();
    private final Map<PositionKey, PositionRow> positions = new HashMap<>();
    private final Changes changes = new Changes();
    private long applied;

    TradingFold(InstrumentDirectory directory, Books books) {
        this.directory = directory;
        this.books = books;
    }

    /** Starts with a view whose last applied event is {@code sequence}; its rows follow. */
    void startFrom(long sequence) {
        reached(sequence);
    }

    /** An open order as the view stored it. */
    void stored(TrackedOrder order) {
        openOrders.put(order.id().value(), new OrderEntry(order, true));
        books.rested(
                order.request().instrument(),
                order.request().side(),
                priceUnits(order),
                order.progress().remainingUnits());
    }

    /** A position as the view stored it. */
    void stored(PositionRow row) {
        positions.put(row.key(), row);
    }

    /** Number of the last event applied. */
    long applied() {
        return applied;
    }

    /** What changed and is not committed yet; stays here until it is, so that a failed flush can be repeated. */
    Changes changes() {
        return changes;
    }

    /**
     * Applies one event; one that was applied before is skipped, so replaying from any earlier point is safe.
     *
     * @throws IllegalStateException if an event is missing before it or it does not fit what is known
     */
    void on(Event event, long sequence, long timeNanos) {
        if (sequence <= applied) {
            return;
        }
        if (sequence != applied + 1) {
            throw new IllegalStateException("event " + (applied + 1) + " is missing, got " + sequence);
        }
        switch (event) {
            case AssetListed listed -> listed(listed);
            case InstrumentListed listed -> listed(listed);
            case InstrumentHalted halted -> marketChanged(halted);
            case InstrumentResumed resumed -> marketChanged(resumed);
            case OrderAccepted accepted -> accepted(accepted, sequence, timeNanos);
            case OrderRested rested -> rested(rested, sequence, timeNanos);
            case TradeExecuted trade -> traded(trade, sequence, timeNanos);
            case OrderReduced reduced -> reduced(reduced, sequence, timeNanos);
            case OrderCanceled canceled -> canceled(canceled, sequence, timeNanos);
            case OrderExpired expired -> expired(expired, sequence, timeNanos);
            case AccountOpened _, TransferPosted _, BalanceChanged _, ClientOrderIdBurnt _, Rejection _ -> {}
        }
        reached(sequence);
    }

    private void reached(long sequence) {
        applied = sequence;
        books.reached(sequence);
    }

    private void listed(AssetListed event) {
        directory.listed(event.asset());
        changes.assets.add(event.asset());
    }

    private void listed(InstrumentListed event) {
        directory.listed(event.instrument(), MarketState.OPEN);
        changes.instruments.add(event.instrument());
    }

    private void marketChanged(InstrumentHalted event) {
        directory.changed(event.instrument(), MarketState.HALTED);
        changes.marketStates.put(event.instrument(), MarketState.HALTED);
    }

    private void marketChanged(InstrumentResumed event) {
        directory.changed(event.instrument(), MarketState.OPEN);
        changes.marketStates.put(event.instrument(), MarketState.OPEN);
    }

    private void accepted(OrderAccepted event, long sequence, long timeNanos) {
        TrackedOrder order = TrackedOrder.accepted(event, sequence, timeNanos);
        OrderEntry entry = new OrderEntry(order, false);
        openOrders.put(event.order().value(), entry);
        changes.orderChanged(entry);
    }

    private void rested(OrderRested event, long sequence, long timeNanos) {
        entry(event.order()).order.rested(event, sequence, timeNanos);
        books.rested(
                event.instrument(),
                event.side(),
                event.price().units(),
                event.remaining().units());
    }

    private void traded(TradeExecuted trade, long sequence, long timeNanos) {
        Side makerSide = trade.takerSide().opposite();
        books.left(
                trade.instrument(),
                makerSide,
                trade.price().units(),
                trade.quantity().units());
        filled(trade, trade.maker(), makerSide, sequence, timeNanos);
        filled(trade, trade.taker(), trade.takerSide(), sequence, timeNanos);
        changes.trades.add(new ExecutedTrade(trade, sequence, timeNanos));
        changes.lastPrices.put(trade.instrument(), trade.price().units());
    }

    private void filled(TradeExecuted trade, Fill fill, Side side, long sequence, long timeNanos) {
        OrderEntry entry = entry(fill.order());
        entry.order.traded(trade, fill, sequence, timeNanos);
        changed(entry);
        position(fill.account(), trade, side, fill, sequence);
    }

    private void position(AccountId account, TradeExecuted trade, Side side, Fill fill, long sequence) {
        PositionKey key = new PositionKey(account, trade.instrument());
        PositionRow before = positions.get(key);
        Position after = (before == null ? Position.FLAT : before.position())
                .after(
                        side,
                        trade.quantity().units(),
                        trade.quote().units(),
                        fill.fee().units());
        PositionRow row = new PositionRow(key, after, sequence);
        positions.put(key, row);
        changes.positions.put(key, row);
    }

    private void reduced(OrderReduced event, long sequence, long timeNanos) {
        OrderEntry entry = entry(event.order());
        long before = entry.order.progress().remainingUnits();
        entry.order.reduced(event, sequence, timeNanos);
        changed(entry);
        books.left(
                event.instrument(),
                event.side(),
                event.price().units(),
                before - event.remaining().units());
    }

    private void canceled(OrderCanceled event, long sequence, long timeNanos) {
        OrderEntry entry = entry(event.order());
        entry.order.canceled(event, sequence, timeNanos);
        changed(entry);
        books.left(
                event.instrument(),
                event.side(),
                event.price().units(),
                event.remaining().units());
    }

    private void expired(OrderExpired event, long sequence, long timeNanos) {
        OrderEntry entry = entry(event.order());
        entry.order.expired(event, sequence, timeNanos);
        changed(entry);
    }

    private void changed(OrderEntry entry) {
        changes.orderChanged(entry);
        if (!entry.order.status().isOpen()) {
            openOrders.remove(entry.order.id().value());
        }
    }

    private OrderEntry entry(OrderId id) {
        OrderEntry entry = openOrders.get(id.value());
        if (entry == null) {
            throw new IllegalStateException("order " + id + " is not open");
        }
        return entry;
    }

    private static long priceUnits(TrackedOrder order) {
        return switch (order.request().terms()) {
            case OrderTerms.Limit limit -> limit.price().units();
            case OrderTerms.Market _ -> throw new IllegalStateException("market order " + order.id() + " cannot rest");
        };
    }
}
