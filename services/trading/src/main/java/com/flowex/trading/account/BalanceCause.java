package com.flowex.trading.account;

import java.util.Locale;

/** What kind of entry changed a balance. The lower-case name is its word on the wire. */
public enum BalanceCause {
    /** An order was placed, changed or ended: what it holds is another amount. */
    ORDER,
    TRADE,
    TRANSFER,
    /** Nothing that has an entry. */
    OTHER;

    private final String code = name().toLowerCase(Locale.ROOT);

    public String code() {
        return code;
    }
}
