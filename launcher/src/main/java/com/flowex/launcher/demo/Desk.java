package com.flowex.launcher.demo;

import com.flowex.cluster.client.Outcome;
import com.flowex.domain.AccountId;
import com.flowex.domain.AssetId;
import com.flowex.domain.ClientOrderId;
import com.flowex.domain.command.Command;
import com.flowex.domain.event.BalanceChanged;
import com.flowex.domain.event.Event;
import com.flowex.domain.event.TradeExecuted;
import com.flowex.platform.refusal.Refusal;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Where every command of the demo leaves: one after another, at most {@link #PER_SECOND_MAX} a second and no more than
 * {@link #PER_SECOND_SUSTAINED} on average; and where what the answers tell is kept: balances, and which orders of the
 * demo were filled by the demo itself.
 */
final class Desk {

    static final int PER_SECOND_MAX = 50;

    static final int PER_SECOND_SUSTAINED = 20;

    private static final int COUNTER_BITS = 32;
    private static final long COUNTER_MAX = (1L << COUNTER_BITS) - 1;

    private static final long GAP_MILLIS = 1_000 / PER_SECOND_MAX;
    private static final long SUSTAINED_GAP_MILLIS = 1_000 / PER_SECOND_SUSTAINED;

    /** So far may the demo be ahead of its average: ten seconds, 200 commands. */
    private static final long AHEAD_MAX_MILLIS = 10_000;

    /** The public order path: answers, or throws a problem when it is overloaded or does not know. */
    interface OrderPath {
        Outcome submit(AccountId account, Command command);
    }

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

    private final OrderPath path;
    private final DemoClock clock;
    private final long run;
    private final Map<Purse, Long> balances = new HashMap<>();
    private final Map<Long, Long> remaining = new HashMap<>();
    private long ids;
    private long nextMillis;
    private long sustainedMillis;

    Desk(OrderPath path, DemoClock clock) {
        this.path = path;
        this.clock = clock;
        this.run = clock.millis() << COUNTER_BITS;
    }

    /**
     * Sends a command when its turn has come, and returns what is known about it.
     *
     * @throws Outage if nothing is
     */
    Outcome send(AccountId account, Command command) {
        awaitTurn();
        try {
            Outcome outcome = path.submit(account, command);
            if (outcome instanceof Outcome.Accepted accepted) {
                accepted.events().forEach(this::learn);
            }
            return outcome;
        } catch (Refusal e) {
            throw new Outage(e.code().code());
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
