package com.flowex.launcher.demo;

import com.flowex.desk.Decided;
import com.flowex.desk.Desk;
import com.flowex.desk.Moved;
import com.flowex.desk.Placed;
import com.flowex.desk.Ruling;
import com.flowex.domain.AccountId;
import com.flowex.domain.AssetId;
import com.flowex.domain.ClientOrderId;
import com.flowex.domain.OrderId;
import com.flowex.domain.OrderRequest;
import com.flowex.domain.Transfer;
import com.flowex.domain.TransferId;
import com.flowex.domain.event.BalanceChanged;
import com.flowex.domain.event.Event;
import com.flowex.domain.event.TradeExecuted;
import com.flowex.ground.refusal.Refusal;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * Where every command of the demo leaves: one after another, at most {@link #PER_SECOND_MAX} a second and no more than
 * {@link #PER_SECOND_SUSTAINED} on average; and where what the answers tell is kept: balances, and which orders of the
 * demo were filled by the demo itself.
 */
final class Sluice {

    static final int PER_SECOND_MAX = 50;

    static final int PER_SECOND_SUSTAINED = 20;

    private static final int COUNTER_BITS = 32;
    private static final long COUNTER_MAX = (1L << COUNTER_BITS) - 1;

    private static final long GAP_MILLIS = 1_000 / PER_SECOND_MAX;
    private static final long SUSTAINED_GAP_MILLIS = 1_000 / PER_SECOND_SUSTAINED;

    /** So far may the demo be ahead of its average: ten seconds, 200 commands. */
    private static final long AHEAD_MAX_MILLIS = 10_000;

    /** The exchange cannot be asked right now, or the demo is to end; what was sent last may have been done or not. */
    static final class Outage extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final String why;

        Outage(String why) {
            super(why, null, false, false);
            this.why = why;
        }

        String why() {
            return why;
        }
    }

    private record Purse(AccountId account, AssetId asset) {}

    private final Desk desk;
    private final DemoClock clock;
    private final long run;
    private final Map<Purse, Long> balances = new HashMap<>();
    private final Map<Long, Long> remaining = new HashMap<>();
    private long ids;
    private long nextMillis;
    private long sustainedMillis;

    Sluice(Desk desk, DemoClock clock) {
        this.desk = desk;
        this.clock = clock;
        this.run = clock.millis() << COUNTER_BITS;
    }

    /** @throws Outage if it is not known what became of it */
    Ruling<Placed> place(OrderRequest order) {
        return inTurn(() -> desk.place(order));
    }

    /** @throws Outage if it is not known what became of it */
    Ruling<Decided> cancel(AccountId account, OrderId order) {
        return inTurn(() -> desk.cancel(account, order));
    }

    /** @throws Outage if it is not known what became of it */
    Ruling<Decided> cancelAll(AccountId account) {
        return inTurn(() -> desk.cancelAll(account, null, null));
    }

    /** @throws Outage if it is not known what became of it */
    Ruling<Moved> move(Transfer transfer) {
        return inTurn(() -> desk.transfer(transfer.from(), transfer));
    }

    private <T> Ruling<T> inTurn(Supplier<Ruling<T>> asking) {
        awaitTurn();
        Ruling<T> ruling = asking.get();
        switch (ruling) {
            case Ruling.Accepted<T>(T what) -> learn(what);
            case Ruling.Refused<T>(Refusal why, boolean _) -> {
                if (why.code().isFault()) {
                    throw new Outage(why.code().code());
                }
            }
            case Ruling.Unknown<T> unknown ->
                throw new Outage(unknown.why().code().code());
        }
        return ruling;
    }

    private void learn(Object what) {
        switch (what) {
            case Decided decided -> decided.events().forEach(this::learn);
            case Placed.Now(Decided decided) -> decided.events().forEach(this::learn);
            case Moved.Now(Decided decided) -> decided.events().forEach(this::learn);
            default -> {
                // Done before: what it changed was learnt then, or is not known.
            }
        }
    }

    private void awaitTurn() {
        long now = clock.millis();
        long due = Math.max(nextMillis, sustainedMillis - AHEAD_MAX_MILLIS);
        if (due > now && !clock.waitUntil(due)) {
            throw new Outage("the demo ends");
        }
        long sent = Math.max(now, due);
        nextMillis = sent + GAP_MILLIS;
        sustainedMillis = Math.max(sustainedMillis, sent) + SUSTAINED_GAP_MILLIS;
    }

    private void learn(Event event) {
        if (event instanceof BalanceChanged changed) {
            balances.put(new Purse(changed.account(), changed.asset()), changed.balanceUnits());
        } else if (event instanceof TradeExecuted trade) {
            remaining.computeIfPresent(
                    trade.maker().order().value(),
                    (_, _) -> trade.maker().remaining().units());
        }
    }

    /** An id that no order of this demo ever had: a UUID that says its time, for the demo uses more ids than are remembered of others. */
    ClientOrderId nextId() {
        return ClientOrderId.dated(clock.millis(), 0, run | ids++ & COUNTER_MAX);
    }

    /** As {@link #nextId}, of a transfer. */
    TransferId nextTransferId() {
        return TransferId.dated(clock.millis(), run | ids++ & COUNTER_MAX);
    }

    /** What an account has of an asset, as far as any answer told. */
    OptionalLong balance(AccountId account, AssetId asset) {
        Long units = balances.get(new Purse(account, asset));
        return units == null ? OptionalLong.empty() : OptionalLong.of(units);
    }

    /** Follows an order's open quantity from now on. */
    void follow(long order, long units) {
        remaining.put(order, units);
    }

    /** Follows an order no more. */
    void forget(long order) {
        remaining.remove(order);
    }

    /** Open quantity of a followed order: at most this, because others' trades are not told here. */
    long remaining(long order) {
        return remaining.getOrDefault(order, 0L);
    }

    long millis() {
        return clock.millis();
    }
}
