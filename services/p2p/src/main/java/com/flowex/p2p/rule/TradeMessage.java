package com.flowex.p2p.rule;

import java.util.Locale;

/** Message that may change the state of a trade. */
public enum TradeMessage {
    /** The ledger has reserved principal and fee. */
    RESERVED,
    /** The ledger has refused the posting. */
    REFUSED,
    /** The buyer says that the payment is made. */
    PAY,
    /** The buyer gives the trade up. */
    CANCEL,
    /** The seller releases the principal to the buyer. */
    RELEASE,
    /** A party asks for a moderator. */
    DISPUTE,
    /** The clock of the state has ended. */
    TIME_UP,
    /** A moderator takes the case. */
    CLAIM,
    /** A moderator decides a case up to the limit. */
    DECIDE,
    /** A moderator decides a case above the limit, for which a second moderator is needed. */
    PROPOSE,
    /** A second moderator confirms. */
    APPROVE,
    /** A second moderator refuses to confirm. */
    REJECT,
    /** The ledger has posted or voided what was reserved. */
    SETTLED;

    /** Returns the word of the database. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
