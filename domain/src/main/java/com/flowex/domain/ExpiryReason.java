package com.flowex.domain;

/** Why an order, or what was left of it, expired without a cancel. */
public enum ExpiryReason {
    /** Immediate-or-cancel: what did not trade at once. */
    IMMEDIATE_OR_CANCEL,
    /** Fill-or-kill: the book could not fill it whole within one command. */
    FILL_OR_KILL,
    /** A market order that emptied the other side of the book. */
    NO_LIQUIDITY,
    /** It reached the most fills one command may make; what is left does not rest, it would cross the book. */
    FILL_LIMIT
}
