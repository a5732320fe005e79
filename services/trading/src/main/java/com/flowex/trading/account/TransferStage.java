package com.flowex.trading.account;

import java.util.Locale;

/** How far a transfer is. The lower-case name is its word on the wire. */
public enum TransferStage {
    /** Money moved. */
    POSTED,
    /** Money is set aside at its giver. */
    RESERVED,
    /** Set-aside money moved, or a part of it; the rest is free again. */
    RESERVED_POSTED,
    /** Set-aside money is free again because somebody said so. */
    VOIDED,
    /** Set-aside money is free again because its time came. */
    EXPIRED;

    private final String code = name().toLowerCase(Locale.ROOT);

    public String code() {
        return code;
    }
}
