package com.flowex.protocol;

import com.flowex.domain.command.SetDeadMansTimer;
import com.flowex.domain.command.SetMarketTimer;
import com.flowex.domain.event.MarketTimerSet;
import com.flowex.domain.state.MarketTimerState;

/** Messages about timers of markets. */
final class RandomTimers {

    private RandomTimers() {}

    static SetMarketTimer command(RandomValues any) {
        return new SetMarketTimer(any.account(), any.instrumentId(), any.within(0, SetDeadMansTimer.TIMEOUT_MAX_NANOS));
    }

    static MarketTimerSet event(RandomValues any) {
        return new MarketTimerSet(any.account(), any.instrumentId(), any.any());
    }

    static MarketTimerState state(RandomValues any) {
        return new MarketTimerState(any.account(), any.instrumentId(), any.any());
    }
}
