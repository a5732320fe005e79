package com.flowex.domain.event;

import com.flowex.domain.market.MarketState;
import com.flowex.domain.market.MarketStateCause;
import com.flowex.domain.value.InstrumentId;

/**
 * A market has another state from now on.
 *
 * @param resumesNanos log time at which it opens by itself, nanoseconds since 1970; 0 if it does not
 */
public record MarketStateChanged(InstrumentId instrument, MarketState state, MarketStateCause cause, long resumesNanos)
        implements Event {}
