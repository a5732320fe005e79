package com.flowex.sandbox.wire;

/** Kinds of messages of the child. */
public enum ToParent {
    /** First message: the version of the protocol. */
    HELLO,
    /** Result of a check. */
    LOADED,
    /** Subscriptions of a run. */
    RUNNING,
    /** The next messages are of another bar of the batch. */
    AT,
    LOG,
    PLOT,
    /** Order; its answer is the client order id. */
    PLACE,
    CANCEL,
    CANCEL_ALL,
    /** Question for the rules of a market. */
    MARKET,
    /** Question for the balance of an asset. */
    BALANCE,
    /** Question for the open orders of a market. */
    OPEN_ORDERS,
    /** End of a callback, with the number of bars handled. */
    DONE,
    /** End of the strategy: code, line, sentence. */
    FAILED
}
