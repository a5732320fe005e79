package com.flowex.p2p.rule.method;

import java.util.Locale;

/** Time in which a payer can take a payment back. */
public enum Reversibility {
    /** The payment is final once it has arrived. */
    NONE,
    /** The payer's bank may call it back within days. */
    DAYS,
    /** The payer may reverse it for weeks or months. */
    OPEN;

    /** Returns the word of the wire and of the database. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
