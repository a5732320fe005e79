package com.flowex.surveillance;

import com.flowex.domain.event.AccountBound;
import com.flowex.domain.event.AccountOpened;
import com.flowex.domain.event.Event;
import com.flowex.domain.event.OrderAccepted;
import com.flowex.domain.event.OrderAmended;
import com.flowex.domain.event.OrderCanceled;
import com.flowex.domain.event.OrderExpired;
import com.flowex.domain.event.OrderReduced;
import com.flowex.domain.event.OrderRested;
import com.flowex.domain.event.PreventionGroupSet;
import com.flowex.domain.event.TradeExecuted;
import com.flowex.domain.order.Side;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.InstrumentId;
import com.flowex.domain.value.OrderId;
import com.flowex.domain.value.OwnerId;
import com.flowex.protocol.event.EventBatch;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Reducer from the event log to suspicions of market abuse. The same range of the log gives the same suspicions,
 * whenever and wherever it is read. Reading may begin anywhere; earlier orders are not known then. Owners and self-trade
 * prevention groups of accounts that were opened earlier are known if a lookup is given; otherwise each of these accounts
 * counts as its own party.
 *
 * <p>It keeps open orders, pairs that trade and episodes, each with a bound. Not thread-safe.
 */
public final class Surveillance {
    /** Accounts as they were before the first event of a range, which asks once for each that it has not opened. */
    public interface EarlierAccounts {

        /** Without any knowledge: each account of before the range is its own party. */
        EarlierAccounts UNKNOWN = new EarlierAccounts() {
            @Override
            public Optional<OwnerId> owner(AccountId account) {
                return Optional.empty();
            }

            @Override
            public long preventionGroup(AccountId account) {
                return 0;
            }
        };

        /** Returns the owner to whom the account was bound; empty if it was bound to none. */
        Optional<OwnerId> owner(AccountId account);

        /** Returns the self-trade prevention group of the account at the beginning of the range; 0 if it had none. */
        long preventionGroup(AccountId account);
    }

    /** Share of an order from which on its removal counts as removal of the whole. */
    private static final double NEARLY = 0.9;

    private final DetectionThresholds limits;
    private final Predicate<AccountId> isWatched;
    private final Predicate<AccountId> isExcused;
    private final Consumer<Suspicion> found;
    private final PartyResolver parties;
    private final Map<OrderId, WatchedOrder> orders = new HashMap<>();
    private final Map<InstrumentId, WatchedMarket> markets = new LinkedHashMap<>();
    private long timeNanos = Long.MIN_VALUE;

    /**
     * Creates a surveillance of all accounts.
     *
     * @param isExcused true for accounts that the operator vouches for, such as makers of its own markets; a suspicion
     *     that concerns only such accounts is not reported
     * @param found receives each suspicion once it is over
     */
    public Surveillance(DetectionThresholds limits, Predicate<AccountId> isExcused, Consumer<Suspicion> found) {
        this(limits, _ -> true, isExcused, EarlierAccounts.UNKNOWN, found);
    }

    /**
     * Creates a surveillance of some accounts, for example those of one tenant. The selection must include either all
     * or none of the accounts that trade with each other. Time advances with every batch of the log.
     *
     * @param isWatched true for accounts whose orders and trades are judged
     * @param earlier owners and groups of accounts that were opened before the reading began; asked once for each account
     */
    public Surveillance(
            DetectionThresholds limits,
            Predicate<AccountId> isWatched,
            Predicate<AccountId> isExcused,
            EarlierAccounts earlier,
            Consumer<Suspicion> found) {
        this.limits = limits;
        this.isWatched = isWatched;
        this.isExcused = isExcused;
        this.found = found;
        this.parties = new PartyResolver(earlier);
    }

    /** Applies the events of a command. */
    public void on(EventBatch batch) {
        if (batch.timeNanos() > timeNanos) {
            timeNanos = batch.timeNanos();
            markets.values().forEach(market -> market.passed(timeNanos));
        }
        long sequence = batch.firstSequence();
        for (Event event : batch.events()) {
            on(sequence++, event);
        }
    }

    /** Ends the log, or the range of it: all open windows are judged as they are. */
    public void end() {
        markets.values().forEach(WatchedMarket::end);
    }

    private void on(long sequence, Event event) {
        switch (event) {
            case AccountOpened opened when isWatched.test(opened.account()) -> parties.opened(opened.account());
            case AccountBound bound
            when isWatched.test(bound.account()) -> parties.bound(bound.account(), bound.owner());
            case PreventionGroupSet set
            when isWatched.test(set.account()) -> parties.grouped(set.account(), set.group());
            case OrderAccepted accepted when isWatched.test(accepted.request().account()) -> accepted(accepted);
            case OrderRested rested ->
                joined(rested.order(), sequence, rested.remaining().units());
            case OrderReduced reduced -> reduced(sequence, reduced);
            case OrderAmended amended -> amended(sequence, amended);
            case TradeExecuted trade when isWatched.test(trade.taker().account()) -> traded(sequence, trade);
            case OrderCanceled canceled ->
                ended(canceled.order(), sequence, canceled.remaining().units());
            case OrderExpired expired ->
                ended(expired.order(), sequence, expired.remaining().units());
            default -> {
                // Transfers, rules and pending orders do not show in a book; unwatched accounts are ignored.
            }
        }
    }

    private void accepted(OrderAccepted accepted) {
        AccountId account = accepted.request().account();
        orders.put(
                accepted.order(),
                new WatchedOrder(
                        accepted.order(),
                        account,
                        accepted.request().instrument(),
                        accepted.request().side(),
                        parties.of(account)));
    }

    private void joined(OrderId id, long sequence, long remaining) {
        WatchedOrder order = orders.get(id);
        if (order != null) {
            order.joined(sequence, timeNanos, remaining);
        }
    }

    private void reduced(long sequence, OrderReduced reduced) {
        WatchedOrder order = orders.get(reduced.order());
        if (order != null) {
            long remaining = reduced.remaining().units();
            removed(order, sequence, order.changed(remaining, false, NEARLY));
            order.joined(sequence, timeNanos, remaining);
        }
    }

    private void amended(long sequence, OrderAmended amended) {
        WatchedOrder order = orders.get(amended.order());
        if (order != null) {
            long up = Long.compare(amended.price().units(), amended.oldPrice().units());
            boolean isBack = amended.side() == Side.BUY ? up < 0 : up > 0;
            removed(order, sequence, order.changed(amended.remaining().units(), isBack, NEARLY));
            if (isBack) {
                order.left();
            }
        }
    }

    /** All kinds of end count alike, because an exempt one would be used for evasion. */
    private void ended(OrderId id, long sequence, long remaining) {
        WatchedOrder order = orders.remove(id);
        if (order != null) {
            removed(order, sequence, order.ended(remaining, NEARLY));
        }
    }

    private void removed(WatchedOrder order, long sequence, long units) {
        if (units > 0) {
            market(order.market).removed(order, sequence, timeNanos, units);
            order.left();
        }
    }

    private void traded(long sequence, TradeExecuted trade) {
        market(trade.instrument())
                .traded(new WatchedTrade(
                        sequence,
                        timeNanos,
                        trade,
                        parties.of(trade.maker().account()),
                        parties.of(trade.taker().account())));
        filled(trade.maker().order(), trade.maker().remaining().units());
        filled(trade.taker().order(), trade.taker().remaining().units());
    }

    private void filled(OrderId id, long remaining) {
        WatchedOrder order = remaining == 0 ? orders.remove(id) : orders.get(id);
        if (order != null) {
            order.traded(remaining);
        }
    }

    private WatchedMarket market(InstrumentId id) {
        return markets.computeIfAbsent(
                id, market -> new WatchedMarket(new SuspicionReporter(market, limits, this::report)));
    }

    private void report(Suspicion suspicion) {
        if (!suspicion.accounts().stream().allMatch(isExcused)) {
            found.accept(suspicion.of(parties.whole(suspicion.accounts())));
        }
    }
}
