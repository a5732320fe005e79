package com.flowex.strategies;

import com.flowex.cluster.tail.BatchConsumer;
import com.flowex.cluster.tail.Checkpoint;
import com.flowex.domain.event.BalanceChanged;
import com.flowex.domain.event.Event;
import com.flowex.domain.event.Fill;
import com.flowex.domain.event.OrderAccepted;
import com.flowex.domain.event.OrderCanceled;
import com.flowex.domain.event.OrderExpired;
import com.flowex.domain.event.OrderRejected;
import com.flowex.domain.event.TradeExecuted;
import com.flowex.domain.value.AccountId;
import com.flowex.platform.testing.EngineExchange;
import com.flowex.protocol.event.EventBatch;
import com.flowex.strategies.app.run.OwnerEvents;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Events of one account, read from the engine's own events. */
final class OwnerEventLog implements OwnerEvents, BatchConsumer {

    private final AccountId account;
    private final List<OwnerEvent> all = new ArrayList<>();
    private final Map<Long, String> ids = new HashMap<>();
    private final List<String> accepted = new ArrayList<>();
    private final Map<Integer, OwnerBalance> balances = new HashMap<>();

    /** True while the view of these events has stopped: what the engine does is no longer shown. */
    volatile boolean stopped;

    private int shown;

    OwnerEventLog(EngineExchange exchange, AccountId account) {
        this.account = account;
        exchange.open(new Checkpoint(0, 0), this);
    }

    /** Returns the client order ids of the orders that the engine has accepted, in their order. */
    synchronized List<String> accepted() {
        return List.copyOf(accepted);
    }

    /** Returns the number of orders that the engine has canceled. */
    synchronized long canceled() {
        return all.stream().filter(each -> each.kind() == Kind.CANCELED).count();
    }

    @Override
    public synchronized long last(AccountId of) {
        return all.size();
    }

    @Override
    public synchronized List<OwnerEvent> after(AccountId of, long number, int limit) {
        shown = stopped ? Math.max(shown, (int) number) : all.size();
        return List.copyOf(all.subList((int) number, (int) Math.min(shown, number + limit)));
    }

    @Override
    public synchronized Map<Integer, OwnerBalance> balances(AccountId of) {
        return Map.copyOf(balances);
    }

    @Override
    public synchronized void on(EventBatch batch, long endPosition) {
        long time = batch.timeNanos();
        for (Event event : batch.events()) {
            switch (event) {
                case OrderAccepted(var order, var request, var quantity)
                when request.account().equals(account) -> {
                    String id = request.clientOrderId().toString();
                    ids.put(order.value(), id);
                    accepted.add(id);
                    add(time, Kind.ACCEPTED, order.value(), quantity.units(), "");
                }
                case OrderRejected(var of, var id, var _, var reason)
                when of.equals(account) ->
                    all.add(OwnerEvent.of(
                            next(), time, Kind.REFUSED, OrderRef.refused(id.toString()), reason.code(), reason.code()));
                case OrderCanceled canceled
                when canceled.account().equals(account) ->
                    add(
                            time,
                            Kind.CANCELED,
                            canceled.order().value(),
                            0,
                            canceled.reason().code());
                case OrderExpired expired
                when expired.account().equals(account) ->
                    add(
                            time,
                            Kind.EXPIRED,
                            expired.order().value(),
                            0,
                            expired.reason().code());
                case TradeExecuted trade -> {
                    traded(time, trade, trade.maker(), true);
                    traded(time, trade, trade.taker(), false);
                }
                case BalanceChanged changed
                when changed.account().equals(account) -> {
                    OwnerBalance balance = new OwnerBalance(changed.balanceUnits(), changed.heldUnits());
                    balances.put(changed.asset().value(), balance);
                    all.add(OwnerEvent.balance(next(), time, changed.asset().value(), balance));
                }
                default -> {}
            }
        }
    }

    private long next() {
        return all.size() + 1L;
    }

    private void add(long time, Kind kind, long order, long remaining, String reason) {
        all.add(OwnerEvent.of(
                next(), time, kind, new OrderRef(ids.getOrDefault(order, ""), order, remaining), reason, ""));
    }

    private void traded(long time, TradeExecuted trade, Fill part, boolean isMaker) {
        if (part.account().equals(account)) {
            all.add(new OwnerEvent(
                    next(),
                    time,
                    Kind.TRADED,
                    ids.getOrDefault(part.order().value(), ""),
                    part.order().value(),
                    part.remaining().units(),
                    "",
                    "",
                    trade.price().units(),
                    trade.quantity().units(),
                    trade.quote().units(),
                    part.fee().units(),
                    isMaker,
                    0,
                    0,
                    0));
        }
    }

    @Override
    public void idle() {
        // Each batch is taken as it comes.
    }

    @Override
    public void stopped(Throwable why) {
        throw new AssertionError("the tail ended", why);
    }
}
