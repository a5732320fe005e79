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
    /** A party says its side of a dispute or of an appeal. */
    STATEMENT,
    /** A party offers that the buyer has a part of the principal. */
    OFFER_PART,
    /** The other party agrees to the part that was offered. */
    AGREE_PART,
    /** A party declines the part that was offered, or takes its own offer back. */
    DECLINE_PART,
    /** A party that a decision is against accepts it; the other one may still appeal. */
    ACCEPT,
    /** The last party that could appeal accepts the decision. */
    CONCLUDE,
    /** A party that a decision is against asks for another moderator. */
    APPEAL,
    /** The buyer of an expired trade says that the payment was late. */
    REOPEN,
    /** The seller agrees to re-open the trade. */
    AGREE_REOPEN,
    /** The seller says that no payment arrived. */
    DECLINE_REOPEN,
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
