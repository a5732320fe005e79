package com.flowex.trading.store.account;

import java.util.Locale;

/** Stage of a transfer. The lower-case name is the code on the wire. */
public enum TransferStage {
    /** Money moved. */
    POSTED,
    /** Money is reserved in the sender's account. */
    RESERVED,
    /** Reserved money, or a part of it, moved; the rest is released. */
    RESERVED_POSTED,
    /** Reserved money was released on request. */
    VOIDED,
    /** Reserved money was released because the reservation expired. */
    EXPIRED;

    private final String code = name().toLowerCase(Locale.ROOT);

    public String code() {
        return code;
    }
}
