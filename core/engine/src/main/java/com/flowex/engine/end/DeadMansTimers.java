package com.flowex.engine.end;

import com.flowex.domain.RejectReason;
import com.flowex.domain.event.DeadMansTimerSet;
import com.flowex.domain.event.MarketTimerSet;
import com.flowex.domain.market.MarketState;
import com.flowex.domain.order.CancelReason;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.InstrumentId;
import com.flowex.engine.account.AccountMarkets;
import com.flowex.engine.account.Accounts;
import com.flowex.engine.market.Market;
import com.flowex.engine.state.ExchangeState;
import com.flowex.engine.state.SaturatingMath;
import com.flowex.engine.timers.Timers;
import org.jspecify.annotations.Nullable;

/**
 * Timers that cancel an account's orders, in all markets or in one, unless the account sets the timer again in time. They
 * are independent of each other.
 */
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
        if (isOverdue(state.accounts.deadMansTimer(account))) {
            due(account);
        }
        int timer = state.accounts.deadMansTimer(account);
        long deadline = deadlineIn(timeoutNanos);
        if (deadline == deadlineOf(timer)) {
            return;
        }
        if (timer != Timers.NONE) {
            state.timers.stop(timer);
        }
        start(account, deadline);
        state.journal.emit(new DeadMansTimerSet(id, deadline));
    }

    /**
     * Sets the timer of an account in one market.
     *
     * @param timeoutNanos time from now in nanoseconds; 0 stops the timer
     */
    public void set(AccountId id, InstrumentId instrument, long timeoutNanos) {
        int account = state.accounts.indexOf(id);
        Market market = state.markets.find(id.tenant(), instrument);
        RejectReason refusal = refusalOf(account, market);
        if (market == null || refusal != null) {
            state.journal.reject(id, refusal == null ? RejectReason.UNKNOWN_INSTRUMENT : refusal);
            return;
        }
        AccountMarkets markets = state.open.accountMarkets;
        int accountMarket = markets.find(account, market.index);
        if (accountMarket != AccountMarkets.NONE && isOverdue(markets.timer(accountMarket))) {
            marketDue(accountMarket);
        }
        int timer = accountMarket == AccountMarkets.NONE ? Timers.NONE : markets.timer(accountMarket);
        long deadline = deadlineIn(timeoutNanos);
        if (deadline == deadlineOf(timer)) {
            return;
        }
        if (timer != Timers.NONE) {
            state.timers.stop(timer);
            markets.timer(accountMarket, Timers.NONE);
        }
        if (deadline != 0) {
            start(account, market, deadline);
        }
        state.journal.emit(new MarketTimerSet(id, instrument, deadline));
    }

    private @Nullable RejectReason refusalOf(int account, @Nullable Market market) {
        if (account == Accounts.UNKNOWN) {
            return RejectReason.UNKNOWN_ACCOUNT;
        }
        if (!state.rules().timersOfMarkets()) {
            return RejectReason.RULES_TOO_OLD;
        }
        if (market == null) {
            return RejectReason.UNKNOWN_INSTRUMENT;
        }
        return market.state() == MarketState.DELISTED ? RejectReason.INSTRUMENT_DELISTED : null;
    }

    private long deadlineIn(long timeoutNanos) {
        return timeoutNanos == 0 ? 0 : SaturatingMath.sum(state.journal.timeNanos(), timeoutNanos);
    }

    private long deadlineOf(int timer) {
        return timer == Timers.NONE ? 0 : state.timers.deadlineNanos(timer);
    }

    /**
     * Returns true if a timer acts before the command that sets it. A command that comes too late is too late even if
     * the engine has not yet acted on the timer.
     */
    private boolean isOverdue(int timer) {
        return timer != Timers.NONE
                && state.rules().overdueOrdersEndWhenMet()
                && state.timers.deadlineNanos(timer) <= state.journal.timeNanos();
    }

    /** Starts the timer of an account whose timer does not run; 0 starts none. */
    public void start(int account, long deadlineNanos) {
        AccountId id = state.accounts.id(account);
        int timer = deadlineNanos == 0
                ? Timers.NONE
                : state.timers.start(deadlineNanos, Timers.Kind.DEAD_MANS, id.tenant(), id.number(), account);
        state.accounts.deadMansTimer(account, timer);
    }

    /** Starts the timer of an account in a market where none runs. */
    public void start(int account, Market market, long deadlineNanos) {
        AccountMarkets markets = state.open.accountMarkets;
        int accountMarket = state.open.accountMarketOf(account, market);
        long id = state.accounts.id(account).packed();
        int instrument = market.instrument.id().value();
        markets.timer(
                accountMarket,
                state.timers.start(deadlineNanos, Timers.Kind.MARKET_DEAD_MANS, id, instrument, accountMarket));
    }

    /** Handles an account's timer that ran out: cancels the account's orders, by order id. */
    public void due(int account) {
        state.timers.stop(state.accounts.deadMansTimer(account));
        state.accounts.deadMansTimer(account, Timers.NONE);
        state.journal.emit(new DeadMansTimerSet(state.accounts.id(account), 0));
        ends.cancelAllOf(account, null, null, CancelReason.DEAD_MANS_TIMER);
    }

    /** Handles the timer of an account in one market that ran out: cancels its orders there, by order id. */
    public void marketDue(int accountMarket) {
        AccountMarkets markets = state.open.accountMarkets;
        int account = markets.account(accountMarket);
        Market market = state.markets.get(markets.market(accountMarket));
        state.timers.stop(markets.timer(accountMarket));
        markets.timer(accountMarket, Timers.NONE);
        state.journal.emit(new MarketTimerSet(state.accounts.id(account), market.instrument.id(), 0));
        ends.cancelAllOf(account, market, null, CancelReason.DEAD_MANS_TIMER);
    }
}
