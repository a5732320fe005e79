package com.flowex.p2p.rule;

import java.util.Locale;

/** Reason for which a payment was taken back after the release. */
public enum ChargebackReason {
    /** The bank of the payer recalled the transfer. */
    RECALLED,
    /** The payer disputed the payment with a card or payment service. */
    DISPUTED,
    /** The account that paid was used without its owner's consent. */
    STOLEN_ACCOUNT,
    /** The payment had no funds, or bounced. */
    BOUNCED,
    OTHER;

    /** Returns the word of the wire and of the database. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
