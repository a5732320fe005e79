package com.flowex.trading.account;

import java.util.Locale;

/** What an event did to an order. The lower-case name is its word on the wire. */
public enum OrderStep {
    /** It was taken; trades, rest or expiry follow. */
    ACCEPTED,
    /** It and another cancel each other. */
    PAIRED,
    /** It and another are linked: the second begins when the first is filled. */
    LINKED,
    /** A pending order begins. */
    STARTED,
    /** The price that it waited for was met. */
    TRIGGERED,
    /** The next slice of a time-weighted order begins. */
    SLICE_STARTED,
    /** What it did not trade at once joined the back of the queue at its price. */
    RESTED,
    /** An iceberg shows its next part. */
    REFRESHED,
    /** It became smaller and kept its place. */
    REDUCED,
    /** It left its place and goes through the book again at another price or quantity. */
    AMENDED,
    /** It waits for another trigger, limit or quantity. */
    REVISED,
    /** An iceberg shows another part of itself at a time. */
    DISPLAY_CHANGED,
    CANCELED,
    EXPIRED;

    private final String code = name().toLowerCase(Locale.ROOT);

    public String code() {
        return code;
    }
}
