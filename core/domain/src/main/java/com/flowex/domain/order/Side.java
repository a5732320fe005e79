package com.flowex.domain.order;

/** Direction of an order, from the point of view of the base asset. */
public enum Side {
    BUY,
    SELL;

    public Side opposite() {
        return this == BUY ? SELL : BUY;
    }
}
