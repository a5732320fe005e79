package com.flowex.domain;

/** Which way an order trades: from the point of view of the base asset. */
public enum Side {
    BUY,
    SELL;

    public Side opposite() {
        return this == BUY ? SELL : BUY;
    }
}
