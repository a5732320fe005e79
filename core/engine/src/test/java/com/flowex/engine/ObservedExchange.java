package com.flowex.engine;

import com.flowex.domain.account.KillScope;
import com.flowex.domain.command.ChangeMarketState;
import com.flowex.domain.command.Command;
import com.flowex.domain.command.SetKillSwitch;
import com.flowex.domain.event.Fill;
import com.flowex.domain.event.InstrumentChanged;
import com.flowex.domain.event.InstrumentListed;
import com.flowex.domain.event.KillSwitchSet;
import com.flowex.domain.event.MarketStateChanged;
import com.flowex.domain.event.OrderAccepted;
import com.flowex.domain.event.OrderAmended;
import com.flowex.domain.event.OrderCanceled;
import com.flowex.domain.event.OrderExpired;
import com.flowex.domain.event.OrderReduced;
import com.flowex.domain.event.OrderRevised;
import com.flowex.domain.event.OrdersLinked;
import com.flowex.domain.event.OrdersPaired;
import com.flowex.domain.event.TradeExecuted;
import com.flowex.domain.event.TransferReserved;
import com.flowex.domain.market.Instrument;
import com.flowex.domain.market.MarketState;
import com.flowex.domain.order.OrderTerms;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.ClientOrderId;
import com.flowex.domain.value.InstrumentId;
import com.flowex.domain.value.OrderId;
import com.flowex.domain.value.TransferId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Facts that a random log has learned from the answers so far, so that most of its commands make sense. */
final class ObservedExchange {

    /** An order believed to be open. */
    record Open(
            OrderId order,
            AccountId account,
            ClientOrderId clientOrderId,
            InstrumentId instrument,
            long quantity,
            OrderTerms terms) {}

    /** The two orders of a pair, both believed to be open. */
    record Pair(Open limit, Open stop) {}

    private final TreeMap<Long, Open> open = new TreeMap<>();
    private final TreeMap<Integer, Instrument> markets = new TreeMap<>();
    private final Map<Integer, MarketState> states = new HashMap<>();
    private final Map<Integer, Long> lastPrices = new HashMap<>();
    private final List<TransferId> reservations = new ArrayList<>();
    private final List<OrderId> pairs = new ArrayList<>();
    /** The second order of each pair by its first. */
    private final TreeMap<Long, Long> stops = new TreeMap<>();
    /** The pending order of each working one. */
    private final TreeMap<Long, Long> pendings = new TreeMap<>();

    private final Set<KillScope> stopped = new LinkedHashSet<>();
    private long lastOrder;

    void take(List<?> answers) {
        for (Object answer : answers) {
            switch (answer) {
                case InstrumentListed listed ->
                    markets.put(listed.instrument().id().value(), listed.instrument());
                case InstrumentChanged changed ->
                    markets.put(changed.instrument().id().value(), changed.instrument());
                case MarketStateChanged changed ->
                    states.put(changed.instrument().value(), changed.state());
                case KillSwitchSet(KillScope scope, boolean isOn) -> {
                    if (isOn) {
                        stopped.add(scope);
                    } else {
                        stopped.remove(scope);
                    }
                }
                case TransferReserved reserved ->
                    reservations.add(reserved.transfer().id());
                case OrdersPaired paired -> {
                    pairs.add(paired.limit());
                    stops.put(paired.limit().value(), paired.stop().value());
                }
                case OrdersLinked linked -> {
                    pairs.add(linked.working());
                    pendings.put(linked.working().value(), linked.pending().value());
                }
                default -> takeOrder(answer);
            }
        }
    }

    private void takeOrder(Object answer) {
        switch (answer) {
            case OrderAccepted accepted -> {
                lastOrder = accepted.order().value();
                var request = accepted.request();
                open.put(
                        lastOrder,
                        new Open(
                                accepted.order(),
                                request.account(),
                                request.clientOrderId(),
                                request.instrument(),
                                accepted.quantity().units(),
                                request.terms()));
            }
            case OrderExpired expired -> open.remove(expired.order().value());
            case OrderCanceled canceled -> open.remove(canceled.order().value());
            case OrderReduced reduced ->
                resize(reduced.order(), reduced.quantity().units());
            case OrderAmended amended ->
                resize(amended.order(), amended.quantity().units());
            case OrderRevised revised ->
                resize(revised.order(), revised.request().quantity().units());
            case TradeExecuted trade -> {
                lastPrices.put(trade.instrument().value(), trade.price().units());
                dropIfFilled(trade.maker());
                dropIfFilled(trade.taker());
            }
            default -> {}
        }
    }

    private void resize(OrderId order, long quantity) {
        open.computeIfPresent(
                order.value(),
                (_, was) ->
                        new Open(order, was.account(), was.clientOrderId(), was.instrument(), quantity, was.terms()));
    }

    private void dropIfFilled(Fill fill) {
        if (fill.remaining().units() == 0) {
            open.remove(fill.order().value());
        }
    }

    /** A command that lets trading go on where it was stopped; null: it is stopped nowhere. */
    @Nullable
    Command repair() {
        if (!stopped.isEmpty()) {
            return new SetKillSwitch(stopped.iterator().next(), false);
        }
        for (Instrument market : markets.values()) {
            MarketState state = stateOf(market.id());
            if (state != MarketState.OPEN && state != MarketState.DELISTED) {
                return new ChangeMarketState(market.tenant(), market.id(), MarketState.OPEN);
            }
        }
        return null;
    }

    int openOrders() {
        return open.size();
    }

    long lastOrder() {
        return lastOrder;
    }

    /** One of the open orders; null: there is none. */
    @Nullable
    Open anyOpen(Random random) {
        if (open.isEmpty()) {
            return null;
        }
        Long from = open.firstKey() + random.nextLong(open.lastKey() - open.firstKey() + 1);
        return open.ceilingEntry(from).getValue();
    }

    /** One of the pairs that are open, mostly a late one; null: there is none. */
    @Nullable
    Pair anyOpenPair(Random random) {
        return anyOpen(stops, random);
    }

    /** Two linked orders that are open; null: there are none. */
    @Nullable
    Pair anyOpenLink(Random random) {
        return anyOpen(pendings, random);
    }

    private @Nullable Pair anyOpen(TreeMap<Long, Long> stops, Random random) {
        stops.entrySet().removeIf(pair -> !open.containsKey(pair.getKey()) || !open.containsKey(pair.getValue()));
        if (stops.isEmpty()) {
            return null;
        }
        Long from = stops.firstKey() + random.nextLong(stops.lastKey() - stops.firstKey() + 1);
        Map.Entry<Long, Long> pair = stops.ceilingEntry(from);
        Open limit = open.get(pair.getKey());
        Open stop = open.get(pair.getValue());
        return limit == null || stop == null ? null : new Pair(limit, stop);
    }

    /** The first order of some pair or link; null: there was none. */
    @Nullable
    OrderId anyPair(Random random) {
        return pairs.isEmpty() ? null : pairs.get(pairs.size() - 1 - random.nextInt(Math.min(5, pairs.size())));
    }

    @Nullable
    TransferId anyReservation(Random random) {
        return reservations.isEmpty()
                ? null
                : reservations.get(reservations.size() - 1 - random.nextInt(Math.min(30, reservations.size())));
    }

    /** The markets of a tenant that are not gone, all states. */
    List<Instrument> marketsOf(int tenant) {
        return markets.values().stream()
                .filter(market -> market.tenant() == tenant && stateOf(market.id()) != MarketState.DELISTED)
                .toList();
    }

    @Nullable
    Instrument market(InstrumentId id) {
        return markets.get(id.value());
    }

    MarketState stateOf(InstrumentId id) {
        return states.getOrDefault(id.value(), MarketState.OPEN);
    }

    /** The last price within what a log trades at; 10,000 otherwise. */
    long priceOf(InstrumentId id) {
        long last = lastPrices.getOrDefault(id.value(), 10_000L);
        return last < 5_000 || last > 20_000 ? 10_000 : last;
    }
}
