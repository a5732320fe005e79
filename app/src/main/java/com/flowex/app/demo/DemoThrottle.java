package com.flowex.app.demo;

import com.flowex.domain.account.Transfer;
import com.flowex.domain.event.BalanceChanged;
import com.flowex.domain.event.Event;
import com.flowex.domain.event.TradeExecuted;
import com.flowex.domain.order.OrderRequest;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.AssetId;
import com.flowex.domain.value.ClientOrderId;
import com.flowex.domain.value.OrderId;
import com.flowex.domain.value.TransferId;
import com.flowex.orderentry.CommandResult;
import com.flowex.orderentry.CommittedEvents;
import com.flowex.orderentry.OrderEntryService;
import com.flowex.orderentry.PlacementOutcome;
import com.flowex.orderentry.TransferOutcome;
import com.flowex.platform.errors.Refusal;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * Throttle of the demo's commands. It sends them one after another, at most {@link #PER_SECOND_MAX} a second and at
 * most {@link #PER_SECOND_SUSTAINED} on average. It also keeps the state that the answers report: balances, and the
 * fills of the demo's orders by the demo itself.
 */
final class DemoThrottle {

    static final int PER_SECOND_MAX = 50;

    static final int PER_SECOND_SUSTAINED = 20;

    private static final int COUNTER_BITS = 32;
    private static final long COUNTER_MAX = (1L << COUNTER_BITS) - 1;

    private static final long GAP_MILLIS = 1_000 / PER_SECOND_MAX;
    private static final long SUSTAINED_GAP_MILLIS = 1_000 / PER_SECOND_SUSTAINED;

    /** Greatest lead over the average rate: ten seconds, 200 commands. */
    private static final long AHEAD_MAX_MILLIS = 10_000;

    /**
     * Thrown if the exchange does not answer now, or the demo is to end; the outcome of the last command may be
     * unknown.
     */
    static final class ExchangeUnavailableException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final String why;

        ExchangeUnavailableException(String why) {
            super(why, null, false, false);
            this.why = why;
        }

        String why() {
            return why;
        }
    }

    private record AccountAsset(AccountId account, AssetId asset) {}

    private final OrderEntryService orderEntry;
    private final DemoClock clock;
    private final long run;
    private final Map<AccountAsset, Long> balances = new HashMap<>();
    private final Map<Long, Long> remaining = new HashMap<>();
    private long ids;
    private long nextMillis;
    private long sustainedMillis;

    DemoThrottle(OrderEntryService orderEntry, DemoClock clock) {
        this.orderEntry = orderEntry;
        this.clock = clock;
        this.run = clock.millis() << COUNTER_BITS;
    }

    /**
     * Places an order.
     *
     * @throws ExchangeUnavailableException if the outcome is unknown
     */
    CommandResult<PlacementOutcome> place(OrderRequest order) {
        return inTurn(() -> orderEntry.place(order));
    }

    /**
     * Cancels an order.
     *
     * @throws ExchangeUnavailableException if the outcome is unknown
     */
    CommandResult<CommittedEvents> cancel(AccountId account, OrderId order) {
        return inTurn(() -> orderEntry.cancel(account, order));
    }

    /**
     * Cancels all orders of an account.
     *
     * @throws ExchangeUnavailableException if the outcome is unknown
     */
    CommandResult<CommittedEvents> cancelAll(AccountId account) {
        return inTurn(() -> orderEntry.cancelAll(account, null, null));
    }

    /**
     * Sends a transfer.
     *
     * @throws ExchangeUnavailableException if the outcome is unknown
     */
    CommandResult<TransferOutcome> move(Transfer transfer) {
        return inTurn(() -> orderEntry.transfer(transfer.from(), transfer));
    }

    private <T> CommandResult<T> inTurn(Supplier<CommandResult<T>> asking) {
        awaitTurn();
        CommandResult<T> result = asking.get();
        switch (result) {
            case CommandResult.Accepted<T>(T what) -> learn(what);
            case CommandResult.Refused<T>(Refusal why, boolean _) -> {
                if (why.code().isFault()) {
                    throw new ExchangeUnavailableException(why.code().code());
                }
            }
            case CommandResult.Unknown<T> unknown ->
                throw new ExchangeUnavailableException(unknown.why().code().code());
        }
        return result;
    }

    private void learn(Object what) {
        switch (what) {
            case CommittedEvents committed -> committed.events().forEach(this::learn);
            case PlacementOutcome.Now(CommittedEvents events) -> events.events().forEach(this::learn);
            case TransferOutcome.Now(CommittedEvents committedEvents) ->
                committedEvents.events().forEach(this::learn);
            default -> {
                // Done before: its changes were recorded then, or are unknown.
            }
        }
    }

    private void awaitTurn() {
        long now = clock.millis();
        long due = Math.max(nextMillis, sustainedMillis - AHEAD_MAX_MILLIS);
        if (due > now && !clock.waitUntil(due)) {
            throw new ExchangeUnavailableException("the demo ends");
        }
        long sent = Math.max(now, due);
        nextMillis = sent + GAP_MILLIS;
        sustainedMillis = Math.max(sustainedMillis, sent) + SUSTAINED_GAP_MILLIS;
    }

    private void learn(Event event) {
        if (event instanceof BalanceChanged changed) {
            balances.put(new AccountAsset(changed.account(), changed.asset()), changed.balanceUnits());
        } else if (event instanceof TradeExecuted trade) {
            remaining.computeIfPresent(
                    trade.maker().order().value(),
                    (_, _) -> trade.maker().remaining().units());
        }
    }

    /**
     * Returns an id that no order of this demo ever had. It is a UUID that contains its time, because the demo uses
     * more ids than the engine remembers of other forms.
     */
    ClientOrderId nextId() {
        return ClientOrderId.dated(clock.millis(), 0, run | ids++ & COUNTER_MAX);
    }

    /** Returns a new transfer id, made like {@link #nextId}. */
    TransferId nextTransferId() {
        return TransferId.dated(clock.millis(), run | ids++ & COUNTER_MAX);
    }

    /** Returns an account's balance of an asset, as far as an answer has reported it. */
    OptionalLong balance(AccountId account, AssetId asset) {
        Long units = balances.get(new AccountAsset(account, asset));
        return units == null ? OptionalLong.empty() : OptionalLong.of(units);
    }

    /** Starts to follow an order's open quantity. */
    void follow(long order, long units) {
        remaining.put(order, units);
    }

    /** Stops following an order. */
    void forget(long order) {
        remaining.remove(order);
    }

    /** Returns an upper bound of the open quantity of a followed order, since others' trades are not reported here. */
    long remaining(long order) {
        return remaining.getOrDefault(order, 0L);
    }

    long millis() {
        return clock.millis();
    }
}
