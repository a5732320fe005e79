package com.flowex.trading.store.account;

import java.util.Locale;

/** Effect of an event on an order. The lower-case name is the code on the wire. */
public enum OrderStep {
    /** The order was accepted; trades, rest or expiry follow. */
    ACCEPTED,
    /** The order became one of a pair, in which each order cancels the other. */
    PAIRED,
    /** The order was linked with another: the second one starts when the first is filled. */
    LINKED,
    /** A pending order started. */
    STARTED,
    /** The trigger of the order was met. */
    TRIGGERED,
    /** The next slice of a time-weighted order started. */
    SLICE_STARTED,
    /** The untraded rest joined the back of the queue at its price. */
    RESTED,
    /** An iceberg order shows its next part. */
    REFRESHED,
    /** The order became smaller and kept its place in the queue. */
    REDUCED,
    /** The order left its place and goes through the book again with another price or quantity. */
    AMENDED,
    /** A waiting order has another trigger, limit or quantity. */
    REVISED,
    /** An iceberg order has another display quantity. */
    DISPLAY_CHANGED,
    CANCELED,
    EXPIRED;

    private final String code = name().toLowerCase(Locale.ROOT);

    public String code() {
        return code;
    }
}
