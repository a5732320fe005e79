package com.flowex.p2p.store.notice;

import com.flowex.domain.value.AccountId;
import com.flowex.p2p.rule.TradeRole;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * Notice to a person about a trade or an offer.
 *
 * @param number number among the account's notices, without gaps; 0 before it is stored
 * @param trade empty for a notice about an offer alone
 * @param event message that changed the trade, and of an ended trade the one that decided the end; otherwise its cause
 * @param state state of the trade or the offer afterwards
 * @param version version of the trade or the offer; of a chat message its number
 * @param role role of the person
 * @param by role that caused it
 */
public record Notice(
        AccountId account,
        long number,
        Kind kind,
        Optional<UUID> trade,
        long offer,
        String event,
        String state,
        int version,
        TradeRole role,
        TradeRole by,
        Instant at) {

    /** Kind of a notice. */
    public enum Kind {
        /** The trade changed. */
        TRADE,
        /** The other side or a moderator wrote. */
        MESSAGE,
        /** A window of the trade ends soon. */
        REMINDER,
        /** The offer ends soon, or has ended. */
        OFFER,
        /** Moderators decided about a report. */
        REPORT;

        /** Returns the word of the wire and of the database. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
