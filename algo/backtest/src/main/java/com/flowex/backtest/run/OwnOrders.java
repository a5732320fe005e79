package com.flowex.backtest.run;

import com.flowex.backtest.result.RoundTrip;
import com.flowex.backtest.result.RunFill;
import com.flowex.backtest.venue.RunVenue;
import com.flowex.backtest.venue.VenueMarket;
import com.flowex.domain.command.CancelOrder;
import com.flowex.domain.command.CancelOrders;
import com.flowex.domain.event.BalanceChanged;
import com.flowex.domain.event.Event;
import com.flowex.domain.event.Fill;
import com.flowex.domain.event.LevelsMoved;
import com.flowex.domain.event.OrderAccepted;
import com.flowex.domain.event.OrderCanceled;
import com.flowex.domain.event.OrderExpired;
import com.flowex.domain.event.OrderRejected;
import com.flowex.domain.event.OrderRested;
import com.flowex.domain.event.OrderTriggered;
import com.flowex.domain.event.SelfTradePrevented;
import com.flowex.domain.event.SliceStarted;
import com.flowex.domain.event.TradeExecuted;
import com.flowex.domain.order.OrderTerms;
import com.flowex.domain.order.Side;
import com.flowex.domain.value.OrderId;
import com.flowex.strategy.order.OrderStatus;
import com.flowex.strategy.order.OrderType;
import com.flowex.strategy.order.OrderUpdate;
import com.flowex.strategy.order.OwnFill;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.agrona.collections.Long2LongHashMap;
import org.agrona.collections.Long2ObjectHashMap;
import org.jspecify.annotations.Nullable;

/** The strategy's orders, as the events of the exchange report them. */
final class OwnOrders {

    final List<OwnOrder> all = new ArrayList<>();
    final List<RunFill> fills = new ArrayList<>();
    final List<RoundTrip> roundTrips = new ArrayList<>();
    long refusedFlow;
    private final RunCore core;
    private final Long2ObjectHashMap<OwnOrder> byId = new Long2ObjectHashMap<>();
    private final List<RoundTrips> tripsByMarket = new ArrayList<>();
    private final List<Long2LongHashMap> tradedByPrice = new ArrayList<>();
    private final Map<Integer, Long> fees = new HashMap<>();
    private @Nullable OwnOrder sent;
    private @Nullable OwnOrder sentStop;

    OwnOrders(RunCore core) {
        this.core = core;
    }

    /** Returns the fees paid in an asset. */
    long feesIn(int asset) {
        return fees.getOrDefault(asset, 0L);
    }

    void send(Request request, RunMarket state) {
        switch (request) {
            case Request.Place(var _, var order, var stop, var command) -> {
                sent = order;
                sentStop = stop;
                order.arrivedNanos = core.venue.timeNanos();
                if (stop != null) {
                    stop.arrivedNanos = order.arrivedNanos;
                }
                core.venue.apply(command);
                sent = null;
                sentStop = null;
            }
            case Request.Cancel(var _, var order) -> {
                if (order.hasArrived() && !order.status.isFinal()) {
                    core.venue.apply(new CancelOrder(RunVenue.ACCOUNT, new OrderId(order.orderId)));
                }
            }
            case Request.CancelAll _ -> {
                if (!state.open.isEmpty()) {
                    core.venue.apply(CancelOrders.allOf(RunVenue.ACCOUNT, state.market.id()));
                }
            }
        }
    }

    /** Takes the events of one command. */
    void on(List<Event> events) {
        for (int i = 0; i < events.size(); i++) {
            on(events.get(i));
        }
    }

    private void on(Event event) {
        switch (event) {
            case TradeExecuted trade -> traded(trade);
            case BalanceChanged changed -> {
                if (changed.account().equals(RunVenue.ACCOUNT)) {
                    core.balances.on(changed);
                }
            }
            case OrderAccepted accepted -> {
                if (accepted.request().account().equals(RunVenue.ACCOUNT)) {
                    accepted(accepted);
                }
            }
            case OrderRejected rejected -> {
                if (rejected.account().equals(RunVenue.ACCOUNT)) {
                    rejected(rejected);
                } else {
                    refusedFlow++;
                }
            }
            case OrderRested rested -> rested(rested);
            case OrderTriggered(var order, var _, var _, var price) ->
                triggered(byId.get(order.value()), price.units());
            case LevelsMoved moved -> moved(moved);
            case SliceStarted slice -> {
                OwnOrder order = byId.get(slice.order().value());
                if (order != null) {
                    order.step(now(), "slice " + slice.slice());
                    if (order.intent.type() instanceof OrderType.Twap twap) {
                        order.nextSliceNanos = now() + twap.intervalSeconds() * 1_000_000_000L;
                    }
                }
            }
            case SelfTradePrevented prevented -> {
                remaining(prevented.maker(), prevented.makerRemaining().units());
                remaining(prevented.taker(), prevented.takerRemaining().units());
            }
            case OrderCanceled(var order, var _, var _, var _, var _, var _, var _, var reason) ->
                ended(byId.get(order.value()), OrderStatus.CANCELED, reason.code());
            case OrderExpired(var order, var _, var _, var _, var _, var _, var _, var reason) ->
                ended(byId.get(order.value()), OrderStatus.EXPIRED, reason.code());
            default -> {
                // Other events concern neither own orders nor own money.
            }
        }
    }

    private long now() {
        return core.venue.timeNanos();
    }

    private RunMarket stateOf(OwnOrder order) {
        VenueMarket market = order.market;
        if (market == null) {
            throw new IllegalStateException("an order without a market never reaches the exchange");
        }
        return core.states.get(market.index);
    }

    private void accepted(OrderAccepted accepted) {
        String id = accepted.request().clientOrderId().toString();
        OwnOrder order = sent != null && sent.clientOrderId.equals(id) ? sent : sentStop;
        if (order == null) {
            throw new IllegalStateException("the exchange accepted an order that was not sent: " + id);
        }
        order.orderId = accepted.order().value();
        if (accepted.request().terms() instanceof OrderTerms.Conditional conditional) {
            order.trigger = conditional.trigger();
            stateOf(order).waiting.add(order);
        }
        byId.put(order.orderId, order);
        RunMarket state = stateOf(order);
        state.open.add(order);
        state.slicedOrders += order.isSliced() ? 1 : 0;
        resize(state, order, accepted.quantity().units());
        order.step(now(), "accepted");
        update(state, order);
    }

    private static void resize(RunMarket state, OwnOrder order, long remaining) {
        long change = remaining - order.remainingUnits;
        order.remainingUnits = remaining;
        if (order.side() == Side.BUY) {
            state.buyUnits += change;
        } else {
            state.sellUnits += change;
        }
    }

    private void rejected(OrderRejected rejected) {
        refuse(
                sent,
                rejected.reason().code(),
                "the exchange refused the order: " + rejected.reason().code());
        refuse(
                sentStop,
                rejected.reason().code(),
                "the exchange refused the order: " + rejected.reason().code());
    }

    /** Ends an order that was never accepted. */
    void refuse(@Nullable OwnOrder order, String code, String message) {
        if (order == null) {
            return;
        }
        order.status = OrderStatus.REJECTED;
        order.endedNanos = now();
        order.reason = code;
        order.message = message;
        order.step(now(), "refused: " + code);
        core.callbacks.add(new Callback.OfOrder(new OrderUpdate(
                order.clientOrderId,
                order.intent.symbol(),
                order.side(),
                now(),
                OrderStatus.REJECTED,
                0,
                0,
                code,
                message)));
    }

    private void rested(OrderRested rested) {
        OwnOrder order = byId.get(rested.order().value());
        if (order == null) {
            return;
        }
        order.restsAtUnits = rested.price().units();
        order.step(now(), "rests");
        if (core.knowsQueue()) {
            VenueMarket market = stateOf(order).market;
            long[] atPrice = new long[1];
            core.venue.levels(market, order.side(), Integer.MAX_VALUE, (price, quantity) -> {
                if (price == rested.price().units()) {
                    atPrice[0] = quantity;
                }
            });
            order.queueAheadUnits = Math.max(0, atPrice[0] - rested.visible().units());
            order.tradedBeforeUnits = tradedAt(market.index).get(rested.price().units());
        }
    }

    private Long2LongHashMap tradedAt(int market) {
        while (tradedByPrice.size() <= market) {
            tradedByPrice.add(new Long2LongHashMap(0));
        }
        return tradedByPrice.get(market);
    }

    private void triggered(@Nullable OwnOrder order, long priceUnits) {
        if (order != null) {
            RunMarket state = stateOf(order);
            state.waiting.remove(order);
            order.trigger = null;
            order.step(now(), "triggered at " + state.market.price(priceUnits));
        }
    }

    private void moved(LevelsMoved moved) {
        RunMarket state = core.states.get(moved.instrument().value() - 1);
        for (OwnOrder order : state.waiting) {
            if (order.trigger != null && order.trigger.trailing() != null) {
                order.extremeUnits = moved.extreme(order.trigger, order.side(), order.extremeUnits);
            }
        }
    }

    private void remaining(OrderId id, long units) {
        OwnOrder order = byId.get(id.value());
        if (order != null) {
            order.step(now(), "met an own order");
            resize(stateOf(order), order, units);
        }
    }

    private void traded(TradeExecuted trade) {
        int index = trade.instrument().value() - 1;
        if (core.knowsQueue()) {
            Long2LongHashMap traded = tradedAt(index);
            long price = trade.price().units();
            traded.put(price, traded.get(price) + trade.quantity().units());
        }
        boolean isMakerOwn = trade.maker().account().equals(RunVenue.ACCOUNT);
        boolean isTakerOwn = trade.taker().account().equals(RunVenue.ACCOUNT);
        if (isMakerOwn) {
            filled(trade, trade.maker(), trade.takerSide().opposite(), true);
        }
        if (isTakerOwn) {
            filled(trade, trade.taker(), trade.takerSide(), false);
        }
    }

    private void filled(TradeExecuted trade, Fill part, Side side, boolean isMaker) {
        OwnOrder order = byId.get(part.order().value());
        if (order == null) {
            throw new IllegalStateException("the exchange filled an order that is not open: " + part.order());
        }
        RunMarket state = stateOf(order);
        VenueMarket market = state.market;
        long quantity = trade.quantity().units();
        RunFill fill = new RunFill(
                order.clientOrderId,
                market.symbol(),
                side,
                now(),
                trade.price().units(),
                quantity,
                trade.quote().units(),
                part.fee().units(),
                isMaker);
        fills.add(fill);
        trips(market).on(fill);
        fees.merge(part.fee().asset().value(), part.fee().units(), Long::sum);
        state.tradedUnits += quantity;
        order.filledUnits += quantity;
        resize(state, order, part.remaining().units());
        order.step(now(), "filled " + market.base(quantity) + " at " + market.price(fill.priceUnits()));
        core.callbacks.add(new Callback.OfFill(own(market, fill)));
        if (order.remainingUnits == 0) {
            ended(order, OrderStatus.FILLED, "");
        } else {
            order.status = OrderStatus.PARTIALLY_FILLED;
            update(state, order);
        }
    }

    private static OwnFill own(VenueMarket market, RunFill fill) {
        boolean isBuy = fill.side() == Side.BUY;
        return new OwnFill(
                fill.clientOrderId(),
                fill.symbol(),
                fill.side(),
                fill.timeNanos(),
                market.price(fill.priceUnits()),
                market.base(fill.quantityUnits()),
                isBuy ? market.base(fill.feeUnits()) : market.quote(fill.feeUnits()),
                isBuy ? market.marketSetup.base() : market.marketSetup.quote(),
                fill.isMaker());
    }

    private RoundTrips trips(VenueMarket market) {
        while (tripsByMarket.size() <= market.index) {
            tripsByMarket.add(new RoundTrips(core.venue.markets().get(tripsByMarket.size()), roundTrips));
        }
        return tripsByMarket.get(market.index);
    }

    private void ended(@Nullable OwnOrder order, OrderStatus status, String reason) {
        if (order == null || order.status.isFinal()) {
            return;
        }
        RunMarket state = stateOf(order);
        order.status = status;
        order.reason = reason;
        close(state, order, now());
        order.endedNanos = now();
        order.step(now(), status.name().toLowerCase(Locale.ROOT) + (reason.isEmpty() ? "" : ": " + reason));
        byId.remove(order.orderId);
        state.open.remove(order);
        state.waiting.remove(order);
        state.slicedOrders -= order.isSliced() ? 1 : 0;
        resize(state, order, 0);
        state.forgetPrices();
        update(state, order);
    }

    /** Sets what the market knew of an order, at its end or at the end of the run. */
    void close(RunMarket state, OwnOrder order, long untilNanos) {
        if (order.hasArrived() && untilNanos >= order.arrivedNanos) {
            order.bestOppositeUnits = state.bestOpposite(order.side(), order.arrivedNanos);
        }
        if (order.queueAheadUnits >= 0) {
            order.tradedAtPriceUnits = tradedAt(state.market.index).get(order.restsAtUnits) - order.tradedBeforeUnits;
        }
    }

    private void update(RunMarket state, OwnOrder order) {
        core.callbacks.add(new Callback.OfOrder(new OrderUpdate(
                order.clientOrderId,
                state.market.symbol(),
                order.side(),
                now(),
                order.status,
                state.market.base(order.filledUnits),
                state.market.base(order.remainingUnits),
                order.reason,
                order.message)));
    }
}
