package com.flowex.engine.end;

import com.flowex.domain.order.CancelReason;
import com.flowex.domain.order.ExpiryReason;
import com.flowex.engine.book.OrderExtensions;
import com.flowex.engine.state.ExchangeState;
import com.flowex.engine.timers.Timers;

/**
 * Orders that are still open after their time, because the engine has not yet done the work that ends them. Log time
 * decides, not the engine's progress with the work that is due.
 */
public final class OverdueOrders {

    private final ExchangeState state;

    public OverdueOrders(ExchangeState state) {
        this.state = state;
    }

    /** Returns true if an order in the book, or one that has triggered, should have ended by now. */
    public boolean is(int slot) {
        return state.rules().overdueOrdersEndWhenMet() && (isPastItsDate(slot) || isOfDeadMan(slot));
    }

    /** Returns true if the expiry date of such an order is past. */
    public boolean isExpired(int slot) {
        return state.rules().overdueOrdersEndWhenMet() && isPastItsDate(slot);
    }

    private boolean isPastItsDate(int slot) {
        int extra = state.open.orders.extra(slot);
        return extra != OrderExtensions.NONE && isDue(state.open.orders.extras.timer(extra));
    }

    private boolean isOfDeadMan(int slot) {
        return isDue(state.accounts.deadMansTimer(state.open.account(slot)))
                || isDue(state.open.accountMarkets.timer(state.open.orders.accountMarket(slot)));
    }

    private boolean isDue(int timer) {
        return timer != Timers.NONE && state.timers.deadlineNanos(timer) <= state.journal.timeNanos();
    }

    /** Ends an overdue order as its timer would have done. */
    public void end(int slot, OrderTermination ends) {
        if (isPastItsDate(slot)) {
            ends.expire(slot, ExpiryReason.GOOD_TILL_DATE);
        } else {
            ends.cancel(slot, CancelReason.DEAD_MANS_TIMER);
        }
    }
}
