package com.flowex.p2p.rule;

import java.util.Locale;

/** Way in which a buyer pays outside of the exchange. */
public enum PaymentMethod {
    BANK_TRANSFER,
    INSTANT_BANK_TRANSFER,
    CARD_TO_CARD,
    CASH_DEPOSIT,
    PAYMENT_APP,
    IN_PERSON;

    /** Returns the word of the wire and of the database. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
