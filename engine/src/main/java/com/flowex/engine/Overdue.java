package com.flowex.engine;

import com.flowex.domain.CancelReason;
import com.flowex.domain.ExpiryReason;
import com.flowex.engine.book.Extras;
import com.flowex.engine.timers.Timers;

/**
 * Orders that are open after their time: what ends them is due and has not been done yet. Log time decides, not how far
 * {@link Clock} has come.
 */
final class Overdue {
    /** One order ends at most so many that it meets: as many events as its own fills. */
    static final int MET_MAX = Plan.FILLS_MAX;

    private final ExchangeState state;

    Overdue(ExchangeState state) {
        this.state = state;
    }

    /** Whether an order in the book, or one that has triggered, should have ended by now. */
    boolean is(int slot) {
        return state.rules().overdueOrdersEndWhenMet() && (isPastItsDate(slot) || isOfDeadMan(slot));
    }

    /** Whether the date of such an order is past. */
    boolean isExpired(int slot) {
        return state.rules().overdueOrdersEndWhenMet() && isPastItsDate(slot);
    }

    private boolean isPastItsDate(int slot) {
        int extra = state.open.orders.extra(slot);
        return extra != Extras.NONE && isDue(state.open.orders.extras.timer(extra));
    }

    private boolean isOfDeadMan(int slot) {
        return isDue(state.accounts.deadMansTimer(state.open.account(slot)));
    }

    private boolean isDue(int timer) {
        return timer != Timers.NONE && state.timers.deadlineNanos(timer) <= state.journal.timeNanos();
    }

    /** Ends an overdue order as its timer would have. */
    void end(int slot, OrderEnds ends) {
        if (isPastItsDate(slot)) {
            ends.expire(slot, ExpiryReason.GOOD_TILL_DATE);
        } else {
            ends.cancel(slot, CancelReason.DEAD_MANS_TIMER);
        }
    }
}
