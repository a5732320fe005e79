package com.flowex.p2p.rule;

import java.util.Locale;

/** State of a trade. Every state that has not ended has a clock, a posting under way, or a queue of people. */
public enum TradeState {
    /** The offer is taken; the ledger is asked to reserve principal and fee. */
    RESERVING(WaitsFor.LEDGER),
    /** Principal and fee are reserved; the buyer pays within the payment window. */
    AWAITING_PAYMENT(WaitsFor.CLOCK),
    /** The buyer says that the payment is made; the seller releases, and silence opens a dispute. */
    PAID(WaitsFor.CLOCK),
    /** A moderator decides, or the parties settle. */
    DISPUTED(WaitsFor.MODERATORS),
    /** A moderator's decision above the limit waits for a second moderator. */
    PROPOSED(WaitsFor.MODERATORS),
    /** The dispute is decided; nothing is posted until the time for an appeal has ended. */
    DECIDED(WaitsFor.CLOCK),
    /** A party has appealed; a moderator who has not decided before decides finally. */
    APPEALED(WaitsFor.MODERATORS),
    /** A decision on an appeal above the limit waits for a second moderator. */
    APPEAL_PROPOSED(WaitsFor.MODERATORS),
    /** The end is decided; the ledger is asked to post or void what is reserved. */
    SETTLING(WaitsFor.LEDGER),
    /** The buyer of an expired trade says that the payment was late; the seller answers. Nothing is reserved. */
    REOPEN_ASKED(WaitsFor.CLOCK),
    /** The seller agreed to re-open; the ledger is asked to reserve principal and fee again. */
    RESERVING_AGAIN(WaitsFor.LEDGER),
    /** The ledger refused the reservation; no money was set aside. */
    UNFUNDED(WaitsFor.NOTHING),
    /** The buyer has the principal. */
    RELEASED(WaitsFor.NOTHING),
    /** The buyer canceled; the seller has everything back. */
    CANCELED(WaitsFor.NOTHING),
    /**
     * The payment window ended without a payment; the seller has everything back. The only end that can be left: a late
     * payment may re-open it for a while.
     */
    EXPIRED(WaitsFor.NOTHING),
    /** A moderator returned everything to the seller. */
    RETURNED(WaitsFor.NOTHING),
    /** A moderator divided the principal, or the parties agreed on a part. */
    SPLIT(WaitsFor.NOTHING);

    /** Cause of the next transition. */
    public enum WaitsFor {
        CLOCK,
        LEDGER,
        MODERATORS,
        NOTHING
    }

    private final WaitsFor waitsFor;
    private final String label = name().toLowerCase(Locale.ROOT);

    TradeState(WaitsFor waitsFor) {
        this.waitsFor = waitsFor;
    }

    public WaitsFor waitsFor() {
        return waitsFor;
    }

    /** Returns the word of the wire and of the database. */
    public String label() {
        return label;
    }

    public static TradeState of(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT));
    }

    public boolean hasEnded() {
        return waitsFor == WaitsFor.NOTHING;
    }

    /** Returns true if what the seller did not lose can be traded again under the same offer. */
    public boolean givesBack() {
        return this == UNFUNDED || this == CANCELED || this == EXPIRED;
    }

    /**
     * Returns true while principal and fee are certainly reserved. While a trade waits for the ledger, only the ledger
     * knows.
     */
    public boolean isReserved() {
        return switch (this) {
            case AWAITING_PAYMENT, PAID, DISPUTED, PROPOSED, DECIDED, APPEALED, APPEAL_PROPOSED -> true;
            case RESERVING,
                    SETTLING,
                    REOPEN_ASKED,
                    RESERVING_AGAIN,
                    UNFUNDED,
                    RELEASED,
                    CANCELED,
                    EXPIRED,
                    RETURNED,
                    SPLIT -> false;
        };
    }

    /** Returns true if a moderator's decision is not final yet: the parties are heard, and may appeal afterwards. */
    public boolean isFirstInstance() {
        return this == DISPUTED || this == PROPOSED;
    }

    /** Returns true while moderators decide on an appeal. */
    public boolean isAppeal() {
        return this == APPEALED || this == APPEAL_PROPOSED;
    }
}
