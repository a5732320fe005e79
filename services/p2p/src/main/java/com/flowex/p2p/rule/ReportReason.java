package com.flowex.p2p.rule;

import java.util.Locale;

/** Reason for a report on a person. */
public enum ReportReason {
    /** The person took the money or the asset by deception. */
    FRAUD(40),
    /** The proof of the payment is not genuine. */
    FALSE_PROOF(40),
    /** Another person paid. */
    OTHER_PAYER(30),
    /** The payment was taken back after the release. */
    PAYMENT_REVERSED(40),
    /** The person urged the other side to release, cancel or confirm. */
    PRESSURE(20),
    /** The person asked to trade outside of the exchange. */
    OUTSIDE(20),
    /** The person insulted or threatened. */
    ABUSE(20),
    /** The terms of the offer break the rules. */
    OFFER_TERMS(10),
    OTHER(10);

    private final int points;

    ReportReason(int points) {
        this.points = points;
    }

    /** Returns the part of a case's score that the reason alone gives. */
    public int points() {
        return points;
    }

    /** Returns the word of the wire and of the database. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
