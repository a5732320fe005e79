package com.flowex.domain.market;

/** Reason why a market changed its state. */
public enum MarketStateCause {
    /** An operator's command. */
    OPERATOR,
    /** The price moved too far too fast. */
    CIRCUIT_BREAKER,
    /** The halt of the circuit breaker is over. */
    HALT_OVER
}
