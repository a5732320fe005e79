package com.flowex.engine;

import com.flowex.domain.order.ExpiryReason;
import com.flowex.engine.end.DeadMansTimers;
import com.flowex.engine.end.OrderTermination;
import com.flowex.engine.liquidation.Liquidator;
import com.flowex.engine.market.Market;
import com.flowex.engine.market.TouchedMarkets;
import com.flowex.engine.money.Lending;
import com.flowex.engine.money.Transfers;
import com.flowex.engine.risk.TradingStatus;
import com.flowex.engine.state.ExchangeState;
import com.flowex.engine.state.MarketBacklog;
import com.flowex.engine.trigger.TimeWeightedOrders;
import com.flowex.engine.trigger.TriggerChecks;
import com.flowex.engine.trigger.TriggeredOrderExecution;

/**
 * Work that the engine does without a command of its own. It is the work due by log time, and the trigger checks and
 * triggered orders after every command. Each kind of work is bounded by {@link com.flowex.engine.state.StepBudget}; the
 * rest is due at once.
 */
final class ScheduledWork {

    private final ExchangeState state;
    private final TriggerChecks triggerWatch;
    private final TriggeredOrderExecution triggerQueue;
    private final TimeWeightedOrders slices;
    private final OrderTermination ends;
    private final DeadMansTimers deadMansTimers;
    private final Transfers transfers;
    private final TradingStatus tradingStatus;
    private final Lending lending;
    private final Liquidator liquidator;
    private final MarketBacklog backlog;

    ScheduledWork(
            ExchangeState state,
            TriggerChecks triggerWatch,
            TriggeredOrderExecution triggerQueue,
            Liquidator liquidator,
            TimerEffects effects) {
        this.state = state;
        this.triggerWatch = triggerWatch;
        this.triggerQueue = triggerQueue;
        this.liquidator = liquidator;
        this.slices = effects.slices();
        this.ends = effects.ends();
        this.deadMansTimers = effects.deadMansTimers();
        this.transfers = effects.transfers();
        this.tradingStatus = effects.tradingStatus();
        this.lending = effects.lending();
        this.backlog = state.backlog;
        for (int i = 0; i < state.markets.count(); i++) {
            updateBacklog(state.markets.get(i));
        }
    }

    /**
     * Returns the log time at which something is due next: {@link Long#MAX_VALUE} if nothing is, the present log time
     * or earlier if something is overdue.
     */
    long deadlineNanos() {
        boolean isLeftOver = state.watch.hasDue();
        for (int i = 0; i < backlog.count() && !isLeftOver; i++) {
            isLeftOver = hasSomethingLeft(backlog.get(i));
        }
        long next = state.timers.deadlineNanos();
        return isLeftOver ? Math.min(next, state.journal.timeNanos()) : next;
    }

    /** Does everything that is due, as long as steps are left. */
    void advance() {
        while (state.timers.deadlineNanos() <= state.journal.timeNanos() && state.steps.areLeft()) {
            take(state.timers.first());
        }
        for (int i = 0; i < backlog.count(); i++) {
            Market market = backlog.get(i);
            state.endings.end(market, ends, state.steps);
            if (triggerWatch.isOwing(market)) {
                state.touched.add(market);
            }
        }
        backlog.dropAllBut(this::hasSomethingLeft);
        liquidator.lookAtDue();
    }

    /** Returns true if orders of a market are still to be ended, or triggered orders are still to act. */
    private boolean hasSomethingLeft(Market market) {
        return state.endings.isEnding(market) || triggerWatch.isOwing(market);
    }

    private void take(int timer) {
        int payload = state.timers.payload(timer);
        state.steps.count();
        switch (state.timers.kind(timer)) {
            case GOOD_TILL_DATE -> ends.expire(payload, ExpiryReason.GOOD_TILL_DATE);
            case SLICE -> slice(payload, state.timers.deadlineNanos(timer));
            case RESERVATION -> transfers.expire(payload);
            case DEAD_MANS -> deadMansTimers.due(payload);
            case MARKET_DEAD_MANS -> deadMansTimers.marketDue(payload);
            case RESUMPTION -> resume(state.markets.get(payload));
            case INTEREST -> lending.charge(payload);
            case MARGIN_RETRY -> state.watch.makeDue(payload);
        }
    }

    private void slice(int slot, long deadlineNanos) {
        Market market = state.open.market(slot);
        if (slices.due(slot, deadlineNanos)) {
            triggerWatch.check(market);
        }
    }

    private void resume(Market market) {
        tradingStatus.resume(market);
        triggerWatch.check(market);
    }

    /**
     * Completes a command after its own work: the markets that it touched check their triggers and run their triggered
     * orders.
     */
    void settle() {
        TouchedMarkets touched = state.touched;
        touched.sort();
        for (int i = 0; i < touched.count(); i++) {
            Market market = touched.get(i);
            if (market.outside() != null) {
                triggerWatch.check(market);
                triggerQueue.run(market);
                updateBacklog(market);
            }
        }
    }

    private void updateBacklog(Market market) {
        backlog.keep(market, hasSomethingLeft(market));
    }
}
