package com.flowex.strategy.order;

/** State of an own order after an update. */
public enum OrderStatus {
    /** Accepted and open: it rests, waits for its trigger or for its next slice. */
    OPEN,
    /** Open, and a part has traded. */
    PARTIALLY_FILLED,
    FILLED,
    /** Ended by a cancel of the strategy, the operator or self-trade prevention. */
    CANCELED,
    /** Ended by its own terms: an IOC's rest, a date, an empty book. */
    EXPIRED,
    /** Never accepted. */
    REJECTED;

    /** Returns true if nothing follows. */
    public boolean isFinal() {
        return this != OPEN && this != PARTIALLY_FILLED;
    }
}
