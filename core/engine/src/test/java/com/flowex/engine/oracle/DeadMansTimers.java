package com.flowex.engine.oracle;

import com.flowex.domain.RejectReason;
import com.flowex.domain.command.SetDeadMansTimer;
import com.flowex.domain.command.SetMarketTimer;
import com.flowex.domain.event.DeadMansTimerSet;
import com.flowex.domain.event.MarketTimerSet;
import com.flowex.domain.event.RequestRejected;
import com.flowex.domain.market.MarketState;
import com.flowex.domain.value.AccountId;

/** Section 8: the dead man's timer of an account, and those of its markets. */
final class DeadMansTimers {

    private final World world;
    private final Orders orders;

    DeadMansTimers(World world, Orders orders) {
        this.world = world;
        this.orders = orders;
    }

    void set(SetDeadMansTimer command) {
        Account account = world.accounts.get(command.account());
        if (account == null) {
            reject(command.account(), RejectReason.UNKNOWN_ACCOUNT);
            return;
        }
        if (world.isByRules2() && account.deadMans != 0 && account.deadMans <= world.now) {
            orders.runDeadMans(account);
        }
        long deadline = deadline(command.timeoutNanos());
        if (deadline != account.deadMans) {
            account.deadMans = deadline;
            world.say(new DeadMansTimerSet(account.id, deadline));
        }
    }

    void set(SetMarketTimer command) {
        Account account = world.accounts.get(command.account());
        Market market = world.market(command.account().tenant(), command.instrument());
        if (account == null) {
            reject(command.account(), RejectReason.UNKNOWN_ACCOUNT);
        } else if (world.rulesVersion < 15) {
            reject(account.id, RejectReason.RULES_TOO_OLD);
        } else if (market == null) {
            reject(account.id, RejectReason.UNKNOWN_INSTRUMENT);
        } else if (market.state == MarketState.DELISTED) {
            reject(account.id, RejectReason.INSTRUMENT_DELISTED);
        } else {
            set(account, market, deadline(command.timeoutNanos()));
        }
    }

    private void set(Account account, Market market, long deadline) {
        if (account.timerIn(market) != 0 && account.timerIn(market) <= world.now) {
            orders.runDeadMans(account, market);
        }
        if (deadline != account.timerIn(market)) {
            account.marketTimers.put(market.id(), deadline);
            world.say(new MarketTimerSet(account.id, market.id(), deadline));
        }
    }

    private long deadline(long timeoutNanos) {
        return timeoutNanos == 0 ? 0 : world.now + timeoutNanos;
    }

    private void reject(AccountId account, RejectReason reason) {
        world.say(new RequestRejected(account, reason));
    }
}
