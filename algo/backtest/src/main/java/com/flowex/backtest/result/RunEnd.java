package com.flowex.backtest.result;

/** Reason why a run ended. */
public enum RunEnd {
    /** All data was processed. */
    COMPLETED,
    /** The caller canceled the run; the result is partial. */
    CANCELED,
    /** A callback of the strategy failed; the result is partial. */
    STRATEGY_FAILED,
    /** The data turned out to be unusable on the way; the result is partial. */
    DATA_FAILED
}
