package com.flowex.domain.order;

import java.util.Locale;

/** Reason why an order was canceled. */
public enum CancelReason {
    /** The owner asked for it. */
    REQUESTED,
    /** The owner's connection is gone, and the owner had asked for a cancel in that case. */
    DISCONNECTED,
    /** The owner's dead man's timer ran out. */
    DEAD_MANS_TIMER,
    /** The other order of its pair was canceled, or the order that it was linked with ended unfilled. */
    OTHER_LEG;

    private final String code = name().toLowerCase(Locale.ROOT);

    /** The stable code of the wire: "dead_mans_timer". */
    public String code() {
        return code;
    }
}
