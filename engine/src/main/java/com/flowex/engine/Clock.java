package com.flowex.engine;

import com.flowex.domain.ExpiryReason;

/**
 * What the engine does by itself: what is due by log time, and the looks and turns after every command's own work. Each is
 * bounded by {@link Steps}; what is left over is due at once.
 */
final class Clock {

    private final ExchangeState state;
    private final Looks looks;
    private final TriggerQueue turns;
    private final Slices slices;
    private final OrderEnds ends;
    private final DeadMansTimers deadMansTimers;
    private final Transfers transfers;
    private final MarketStates markets;
    private final Backlog backlog;

    Clock(
            ExchangeState state,
            Looks looks,
            TriggerQueue turns,
            Slices slices,
            OrderEnds ends,
            DeadMansTimers deadMansTimers,
            Transfers transfers,
            MarketStates markets) {
        this.state = state;
        this.looks = looks;
        this.turns = turns;
        this.slices = slices;
        this.ends = ends;
        this.deadMansTimers = deadMansTimers;
        this.transfers = transfers;
        this.markets = markets;
        this.backlog = state.backlog;
        for (int i = 0; i < state.markets.count(); i++) {
            keepIfLeft(state.markets.get(i));
        }
    }

    /** When something is due next: {@link Long#MAX_VALUE} if nothing is, the log's time or before if it is overdue. */
    long deadlineNanos() {
        boolean isLeftOver = false;
        for (int i = 0; i < backlog.count() && !isLeftOver; i++) {
            isLeftOver = hasSomethingLeft(backlog.get(i));
        }
        long next = state.timers.deadlineNanos();
        return isLeftOver ? Math.min(next, state.journal.timeNanos()) : next;
    }

    /** Everything whose time has come, while steps are left. */
    void advance() {
        while (state.timers.deadlineNanos() <= state.journal.timeNanos() && state.steps.areLeft()) {
            take(state.timers.first());
        }
        for (int i = 0; i < backlog.count(); i++) {
            Market market = backlog.get(i);
            state.endings.end(market, ends, state.steps);
            if (looks.isOwing(market)) {
                state.touched.add(market);
            }
        }
        backlog.dropAllBut(this::hasSomethingLeft);
    }

    /** Whether orders of a market are still to be ended, or triggered orders still to act. */
    private boolean hasSomethingLeft(Market market) {
        return state.endings.isEnding(market) || looks.isOwing(market);
    }

    private void take(int timer) {
        int payload = state.timers.payload(timer);
        state.steps.count();
        switch (state.timers.kind(timer)) {
            case GOOD_TILL_DATE -> ends.expire(payload, ExpiryReason.GOOD_TILL_DATE);
            case SLICE -> slice(payload, state.timers.deadlineNanos(timer));
            case RESERVATION -> transfers.expire(payload);
            case DEAD_MANS -> deadMansTimers.due(payload);
            case RESUMPTION -> resume(state.markets.get(payload));
        }
    }

    private void slice(int slot, long deadlineNanos) {
        Market market = state.open.market(slot);
        if (slices.due(slot, deadlineNanos)) {
            looks.look(market);
        }
    }

    private void resume(Market market) {
        markets.resume(market);
        looks.look(market);
    }

    /** The command's own work is done: the markets it touched look and run their triggered orders. */
    void settle() {
        Touched touched = state.touched;
        touched.sort();
        for (int i = 0; i < touched.count(); i++) {
            Market market = touched.get(i);
            if (market.outside() != null) {
                looks.look(market);
                turns.run(market);
                keepIfLeft(market);
            }
        }
    }

    private void keepIfLeft(Market market) {
        backlog.keep(market, hasSomethingLeft(market));
    }
}
