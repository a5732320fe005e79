package com.flowex.p2p.rule;

import java.util.Locale;

/** Sender of a message about a trade. */
public enum TradeRole {
    BUYER,
    SELLER,
    /** An operator who decides disputes and is no party of the trade. */
    MODERATOR,
    /** The end of a time limit. */
    CLOCK,
    /** The answer of the log to a posting. */
    LEDGER;

    /** Returns the word of the wire and of the database. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static TradeRole of(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT));
    }

    /** Returns the other party of a trade, of a buyer or a seller. */
    public TradeRole other() {
        return this == BUYER ? SELLER : BUYER;
    }
}
