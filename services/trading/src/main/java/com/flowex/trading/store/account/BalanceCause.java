package com.flowex.trading.store.account;

import java.util.Locale;

/** Kind of entry that changed a balance. The lower-case name is the code on the wire. */
public enum BalanceCause {
    /** An order was placed, changed or ended, so the amount that it holds changed. */
    ORDER,
    TRADE,
    TRANSFER,
    /** A cause without an entry. */
    OTHER;

    private final String code = name().toLowerCase(Locale.ROOT);

    public String code() {
        return code;
    }
}
