package com.flowex.surveillance;

import com.flowex.domain.AccountId;
import com.flowex.domain.InstrumentId;
import com.flowex.domain.OrderId;
import com.flowex.domain.event.AccountBound;
import com.flowex.domain.event.Event;
import com.flowex.domain.event.OrderAccepted;
import com.flowex.domain.event.OrderAmended;
import com.flowex.domain.event.OrderCanceled;
import com.flowex.domain.event.OrderExpired;
import com.flowex.domain.event.OrderRested;
import com.flowex.domain.event.PreventionGroupSet;
import com.flowex.domain.event.TradeExecuted;
import com.flowex.protocol.EventBatch;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * A fold from the event log to what looks like abuse: the same stretch gives the same suspicions, whenever and wherever it is read.
 * Reading may begin anywhere; orders and owners from before are not known then, and what they do counts as each account's own.
 *
 * <p>It keeps what is open: orders, pairs that trade, episodes, each with a bound. Not thread-safe.
 */
public final class Surveillance {
    private final Limits limits;
    private final Predicate<AccountId> isWatched;
    private final Predicate<AccountId> isExcused;
    private final Consumer<Suspicion> found;
    private final Parties parties = new Parties();
    private final Map<OrderId, WatchedOrder> orders = new HashMap<>();
    private final Map<InstrumentId, WatchedMarket> markets = new LinkedHashMap<>();
    private long timeNanos = Long.MIN_VALUE;

    /**
     * Begins to look.
     *
     * @param isExcused of accounts that the operator answers for, makers of its own markets say: suspicions that are theirs alone are not told
     * @param found told of each suspicion once it is over
     */
    public Surveillance(Limits limits, Predicate<AccountId> isExcused, Consumer<Suspicion> found) {
        this(limits, _ -> true, isExcused, found);
    }

    /**
     * The same of some accounts only, one tenant's say: of who trade with each other all or none. Time passes with all that the log has.
     *
     * @param isWatched whose orders and trades are looked at
     */
    public Surveillance(
            Limits limits, Predicate<AccountId> isWatched, Predicate<AccountId> isExcused, Consumer<Suspicion> found) {
        this.limits = limits;
        this.isWatched = isWatched;
        this.isExcused = isExcused;
        this.found = found;
    }

    /** What a command did. */
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

    /** The log, or the stretch of it, is over: what is going on is judged as it is. */
    public void end() {
        markets.values().forEach(WatchedMarket::end);
    }

    private void on(long sequence, Event event) {
        switch (event) {
            case AccountBound bound
            when isWatched.test(bound.account()) -> parties.bound(bound.account(), bound.owner());
            case PreventionGroupSet set
            when isWatched.test(set.account()) -> parties.grouped(set.account(), set.group());
            case OrderAccepted accepted when isWatched.test(accepted.request().account()) -> accepted(accepted);
            case OrderRested rested ->
                joined(rested.order(), sequence, rested.remaining().units());
            case OrderAmended amended ->
                joined(amended.order(), sequence, amended.remaining().units());
            case TradeExecuted trade when isWatched.test(trade.taker().account()) -> traded(sequence, trade);
            case OrderCanceled canceled -> canceled(sequence, canceled);
            case OrderExpired expired -> orders.remove(expired.order());
            default -> {
                // Money, rules and what waits do not show in a book; and others are not looked at.
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
            order.restedNanos = timeNanos;
            order.restedSequence = sequence;
            order.restedUnits = remaining;
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
        forgetFilled(trade.maker().order(), trade.maker().remaining().units());
        forgetFilled(trade.taker().order(), trade.taker().remaining().units());
    }

    private void forgetFilled(OrderId order, long remaining) {
        if (remaining == 0) {
            orders.remove(order);
        }
    }

    private void canceled(long sequence, OrderCanceled canceled) {
        WatchedOrder order = orders.remove(canceled.order());
        if (order != null && canceled.price() != null) {
            market(order.market)
                    .canceled(order, sequence, timeNanos, canceled.remaining().units());
        }
    }

    private WatchedMarket market(InstrumentId id) {
        return markets.computeIfAbsent(id, market -> new WatchedMarket(new Verdicts(market, limits, this::tell)));
    }

    private void tell(Suspicion suspicion) {
        if (!suspicion.accounts().stream().allMatch(isExcused)) {
            found.accept(suspicion.of(parties.whole(suspicion.accounts())));
        }
    }
}
