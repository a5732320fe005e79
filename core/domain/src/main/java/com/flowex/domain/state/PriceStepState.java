package com.flowex.domain.state;

import com.flowex.domain.value.InstrumentId;

/**
 * The lowest and highest trade of one step of a circuit breaker's window, oldest step first.
 *
 * @param step log time divided by a step's length
 */
public record PriceStepState(InstrumentId instrument, long step, long lowUnits, long highUnits)
        implements StateRecord {}
