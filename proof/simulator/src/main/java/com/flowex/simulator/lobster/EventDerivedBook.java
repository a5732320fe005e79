package com.flowex.simulator.lobster;

import com.flowex.domain.event.AccountBound;
import com.flowex.domain.event.AccountOpened;
import com.flowex.domain.event.AssetListed;
import com.flowex.domain.event.BalanceChanged;
import com.flowex.domain.event.ClientOrderIdBurnt;
import com.flowex.domain.event.Event;
import com.flowex.domain.event.InstrumentListed;
import com.flowex.domain.event.MarketStateChanged;
import com.flowex.domain.event.OrderAccepted;
import com.flowex.domain.event.OrderCanceled;
import com.flowex.domain.event.OrderExpired;
import com.flowex.domain.event.OrderReduced;
import com.flowex.domain.event.OrderRested;
import com.flowex.domain.event.Rejection;
import com.flowex.domain.event.TradeExecuted;
import com.flowex.domain.event.TransferPosted;
import com.flowex.domain.order.OrderRequest;
import com.flowex.domain.order.Side;
import com.flowex.domain.value.OrderId;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.agrona.collections.Long2ObjectHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The engine's book as rebuilt from its public events, order by order. A check at the end of a replay compares it with
 * the engine's own book.
 */
final class EventDerivedBook {

    /** Orders of one price, in order of arrival. */
    static final class Level {

        final long price;
        private final LinkedHashSet<RestingOrder> queue = new LinkedHashSet<>();
        private long size;

        private Level(long price) {
            this.price = price;
        }

        long size() {
            return size;
        }

        /** Returns the orders of the level, oldest first. */
        Collection<RestingOrder> queue() {
            return queue;
        }
    }

    private final NavigableMap<Long, Level> bids = new TreeMap<>(Comparator.reverseOrder());
    private final NavigableMap<Long, Level> asks = new TreeMap<>();
    private final Long2ObjectHashMap<RestingOrder> byOrder = new Long2ObjectHashMap<>();
    private final Long2ObjectHashMap<RestingOrder> byNumber = new Long2ObjectHashMap<>();

    private RestingOrder.Origin origin = new RestingOrder.Origin.Anonymous();
    private @Nullable OrderRequest accepted;

    /** Returns the levels of a side, best first. */
    Collection<Level> levels(Side side) {
        return side(side).values();
    }

    @Nullable
    Level level(Side side, long price) {
        return side(side).get(price);
    }

    /** Returns the order that must trade next by price and time. */
    @Nullable
    RestingOrder front(Side side) {
        var best = side(side).firstEntry();
        return best == null ? null : best.getValue().queue.getFirst();
    }

    /** Returns the open order of the messages with this number. */
    @Nullable
    RestingOrder published(long number) {
        return byNumber.get(number);
    }

    /** Sets the origin of the next order. */
    void expect(RestingOrder.Origin next) {
        origin = next;
    }

    void on(Event event) {
        switch (event) {
            case OrderAccepted order -> accepted = order.request();
            case OrderRested rested -> enter(rested);
            case TradeExecuted trade -> {
                RestingOrder maker = open(trade.maker().order());
                become(maker, maker.quantity(), trade.maker().remaining().units());
            }
            case OrderReduced reduced ->
                become(
                        open(reduced.order()),
                        reduced.quantity().units(),
                        reduced.remaining().units());
            case OrderCanceled canceled -> {
                RestingOrder order = open(canceled.order());
                become(order, order.quantity(), 0);
            }
            // An order that expires here never rested; the other events move no order.
            case OrderExpired _, Rejection _, BalanceChanged _, TransferPosted _, ClientOrderIdBurnt _ -> {}
            case AccountOpened _, AccountBound _, AssetListed _, InstrumentListed _, MarketStateChanged _ -> {}
            default -> throw new IllegalStateException("a replay asks for nothing that answers " + event);
        }
    }

    private void enter(OrderRested rested) {
        if (accepted == null) {
            throw new IllegalStateException("an order rests that was never accepted: " + rested);
        }
        RestingOrder order = new RestingOrder(
                rested.order(), accepted, rested.price(), rested.remaining().units(), origin);
        Level level = side(order.side).computeIfAbsent(order.price, Level::new);
        level.queue.add(order);
        level.size += order.remaining();
        byOrder.put(order.order.value(), order);
        if (order.origin instanceof RestingOrder.Origin.Published(long number)) {
            byNumber.put(number, order);
        }
    }

    private RestingOrder open(OrderId id) {
        RestingOrder order = byOrder.get(id.value());
        if (order == null) {
            throw new IllegalStateException("the engine publishes an event of order " + id + ", which is not open");
        }
        return order;
    }

    private void become(RestingOrder order, long quantity, long remaining) {
        NavigableMap<Long, Level> side = side(order.side);
        Level level = side.get(order.price);
        if (level == null) {
            throw new IllegalStateException("order " + order.order + " is open at no level");
        }
        level.size -= order.remaining() - remaining;
        order.become(quantity, remaining);
        if (remaining == 0) {
            level.queue.remove(order);
            byOrder.remove(order.order.value());
            if (order.origin instanceof RestingOrder.Origin.Published(long number) && byNumber.get(number) == order) {
                byNumber.remove(number);
            }
        }
        if (level.queue.isEmpty()) {
            side.remove(order.price);
        }
    }

    private NavigableMap<Long, Level> side(Side side) {
        return side == Side.BUY ? bids : asks;
    }
}
