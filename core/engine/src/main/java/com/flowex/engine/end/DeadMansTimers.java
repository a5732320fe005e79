package com.flowex.engine.end;

import com.flowex.domain.RejectReason;
import com.flowex.domain.event.DeadMansTimerSet;
import com.flowex.domain.order.CancelReason;
import com.flowex.domain.value.AccountId;
import com.flowex.engine.account.Accounts;
import com.flowex.engine.state.ExchangeState;
import com.flowex.engine.state.SaturatingMath;
import com.flowex.engine.timers.Timers;

/** Timers that cancel an account's orders unless the account sets its timer again in time. */
public final class DeadMansTimers {

    private final ExchangeState state;
    private final OrderTermination ends;

    public DeadMansTimers(ExchangeState state, OrderTermination ends) {
        this.state = state;
        this.ends = ends;
    }

    /** @param timeoutNanos time from now in nanoseconds; 0 stops the timer */
    public void set(AccountId id, long timeoutNanos) {
        int account = state.accounts.indexOf(id);
        if (account == Accounts.UNKNOWN) {
            state.journal.reject(id, RejectReason.UNKNOWN_ACCOUNT);
            return;
        }
        endIfOverdue(account);
        int timer = state.accounts.deadMansTimer(account);
        long before = timer == Timers.NONE ? 0 : state.timers.deadlineNanos(timer);
        long deadline = timeoutNanos == 0 ? 0 : SaturatingMath.sum(state.journal.timeNanos(), timeoutNanos);
        if (deadline == before) {
            return;
        }
        if (timer != Timers.NONE) {
            state.timers.stop(timer);
        }
        start(account, deadline);
        state.journal.emit(new DeadMansTimerSet(id, deadline));
    }

    /**
     * Applies an overdue timer first. A command that comes too late is too late even if the engine has not yet acted on
     * the timer.
     */
    private void endIfOverdue(int account) {
        int timer = state.accounts.deadMansTimer(account);
        if (timer != Timers.NONE
                && state.rules().overdueOrdersEndWhenMet()
                && state.timers.deadlineNanos(timer) <= state.journal.timeNanos()) {
            due(account);
        }
    }

    /** Starts the timer of an account whose timer does not run; 0 starts none. */
    public void start(int account, long deadlineNanos) {
        AccountId id = state.accounts.id(account);
        int timer = deadlineNanos == 0
                ? Timers.NONE
                : state.timers.start(deadlineNanos, Timers.Kind.DEAD_MANS, id.tenant(), id.number(), account);
        state.accounts.deadMansTimer(account, timer);
    }

    /** Handles an account's timer that ran out: cancels the account's orders, by order id. */
    public void due(int account) {
        state.timers.stop(state.accounts.deadMansTimer(account));
        state.accounts.deadMansTimer(account, Timers.NONE);
        state.journal.emit(new DeadMansTimerSet(state.accounts.id(account), 0));
        ends.cancelAllOf(account, null, null, CancelReason.DEAD_MANS_TIMER);
    }
}
