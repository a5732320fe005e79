package com.flowex.domain;

import java.util.Locale;

/** On whose behalf an order was canceled. */
public enum CancelReason {
    /** Its owner asked. */
    REQUESTED,
    /** Its owner's connection is gone, and the owner wanted that to cancel. */
    DISCONNECTED,
    /** Its owner's dead man's timer ran out. */
    DEAD_MANS_TIMER,
    /** The other order of its pair was canceled, or the order that it was linked with ended unfilled. */
    OTHER_LEG;

    private final String code = name().toLowerCase(Locale.ROOT);

    /** The stable code of the wire: "dead_mans_timer". */
    public String code() {
        return code;
    }
}
