package com.flowex.backtest.fill;

import com.flowex.backtest.venue.RunVenue;
import com.flowex.backtest.venue.VenueMarket;
import com.flowex.domain.command.CancelOrder;
import com.flowex.domain.command.ReduceOrder;
import com.flowex.domain.event.Event;
import com.flowex.domain.event.OrderCanceled;
import com.flowex.domain.event.OrderReduced;
import com.flowex.domain.event.OrderRested;
import com.flowex.domain.event.TradeExecuted;
import com.flowex.domain.order.Side;
import com.flowex.domain.order.TimeInForce;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.Quantity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.SequencedSet;
import java.util.TreeMap;
import org.agrona.collections.Long2ObjectHashMap;
import org.jspecify.annotations.Nullable;

/** Recorded orders that rest in the exchange, by their numbers and by price, as the events report them. */
final class FlowBook {

    /** Number of accounts that recorded orders are spread over; open orders are bounded per account. */
    static final int MAKERS = 64;

    private final RunVenue venue;
    private final VenueMarket market;
    private final Long2ObjectHashMap<FlowOrder> byNumber = new Long2ObjectHashMap<>();
    private final Long2ObjectHashMap<FlowOrder> byOrder = new Long2ObjectHashMap<>();
    private final NavigableMap<Long, SequencedSet<FlowOrder>> bids = new TreeMap<>(Comparator.reverseOrder());
    private final NavigableMap<Long, SequencedSet<FlowOrder>> asks = new TreeMap<>();
    private long placed;
    private long expectedNumber;
    private long expectedQuantity;
    private @Nullable AccountId expectedAccount;

    FlowBook(RunVenue venue, VenueMarket market) {
        this.venue = venue;
        this.market = market;
        venue.listen(this::on);
    }

    /**
     * Returns a recorded order; if its number is unknown, the anonymous one at its price.
     *
     * @param number number of the recording; 0 or less is anonymous
     */
    @Nullable
    FlowOrder find(long number, Side side, long price) {
        FlowOrder known = number > 0 ? byNumber.get(number) : null;
        SequencedSet<FlowOrder> level = known == null ? side(side).get(price) : null;
        if (level != null) {
            for (FlowOrder order : level) {
                if (order.number <= 0) {
                    return order;
                }
            }
        }
        return known;
    }

    void place(long number, Side side, long price, long quantity) {
        expectedNumber = number;
        expectedQuantity = quantity;
        expectedAccount = RunVenue.counterparty(1 + (int) (placed++ % MAKERS));
        venue.quote(expectedAccount, market, side, price, quantity, TimeInForce.GTC);
        expectedAccount = null;
    }

    /** Trades at a price or better as far as there are orders, as the recording's incoming order did. */
    void take(Side takerSide, long price, long quantity) {
        if (quantity > 0 && price > 0 && price <= market.rules.priceMaxUnits()) {
            venue.quote(RunVenue.counterparty(0), market, takerSide, price, quantity, TimeInForce.IOC);
        }
    }

    /** Lowers the recorded quantity of an order, and that of the exchange to it at most. */
    void reduce(FlowOrder order, long by) {
        order.recorded -= Math.min(by, order.recorded);
        settle(order);
    }

    /** Takes what the recording no longer has out of the exchange. */
    private void settle(FlowOrder order) {
        long surplus = order.remaining - order.recorded;
        if (order.remaining == 0 || surplus <= 0) {
            return;
        }
        if (order.recorded == 0) {
            venue.apply(new CancelOrder(order.account, order.order));
        } else {
            venue.apply(new ReduceOrder(order.account, order.order, new Quantity(order.quantity - surplus)));
        }
    }

    /** Returns true if no other recorded order trades before this one. */
    boolean isFirst(FlowOrder order) {
        var best = side(order.side).firstEntry();
        return best != null && best.getValue().getFirst() == order;
    }

    /**
     * Cancels recorded orders that a message proves to be gone: those of a side at better prices than this one.
     *
     * @param isInclusive true if orders at this price are gone as well
     */
    void forgetBetter(Side side, long price, boolean isInclusive) {
        NavigableMap<Long, SequencedSet<FlowOrder>> levels = side(side);
        if (levels.isEmpty() || !isGone(side, levels.firstKey(), price, isInclusive)) {
            return;
        }
        List<FlowOrder> orders = new ArrayList<>();
        levels.headMap(price, isInclusive).values().forEach(orders::addAll);
        orders.forEach(order -> reduce(order, Long.MAX_VALUE));
    }

    private static boolean isGone(Side side, long best, long price, boolean isInclusive) {
        return side == Side.BUY
                ? best > price || isInclusive && best == price
                : best < price || isInclusive && best == price;
    }

    private void on(List<Event> events) {
        for (int i = 0; i < events.size(); i++) {
            switch (events.get(i)) {
                case OrderRested rested -> rested(rested);
                case TradeExecuted trade -> {
                    FlowOrder maker = byOrder.get(trade.maker().order().value());
                    if (maker != null) {
                        maker.recorded -=
                                Math.min(maker.recorded, trade.quantity().units());
                        become(maker, maker.quantity, trade.maker().remaining().units());
                    }
                }
                case OrderReduced reduced -> {
                    FlowOrder order = byOrder.get(reduced.order().value());
                    if (order != null) {
                        become(
                                order,
                                reduced.quantity().units(),
                                reduced.remaining().units());
                    }
                }
                case OrderCanceled canceled -> {
                    FlowOrder order = byOrder.get(canceled.order().value());
                    if (order != null) {
                        become(order, order.quantity, 0);
                    }
                }
                default -> {
                    // Other events move no recorded order.
                }
            }
        }
    }

    private void rested(OrderRested rested) {
        AccountId account = expectedAccount;
        if (account == null || !rested.instrument().equals(market.id())) {
            return;
        }
        FlowOrder order = new FlowOrder(
                expectedNumber,
                rested.order(),
                account,
                rested.side(),
                rested.price().units());
        order.quantity = expectedQuantity;
        order.remaining = rested.remaining().units();
        order.recorded = order.remaining;
        byOrder.put(order.order.value(), order);
        if (order.number > 0) {
            byNumber.put(order.number, order);
        }
        side(order.side)
                .computeIfAbsent(order.price, price -> new LinkedHashSet<>())
                .add(order);
    }

    private void become(FlowOrder order, long quantity, long remaining) {
        order.quantity = quantity;
        order.remaining = remaining;
        if (remaining > 0) {
            return;
        }
        byOrder.remove(order.order.value());
        if (byNumber.get(order.number) == order) {
            byNumber.remove(order.number);
        }
        NavigableMap<Long, SequencedSet<FlowOrder>> side = side(order.side);
        SequencedSet<FlowOrder> level = side.get(order.price);
        if (level != null) {
            level.remove(order);
            if (level.isEmpty()) {
                side.remove(order.price);
            }
        }
    }

    private NavigableMap<Long, SequencedSet<FlowOrder>> side(Side side) {
        return side == Side.BUY ? bids : asks;
    }
}
