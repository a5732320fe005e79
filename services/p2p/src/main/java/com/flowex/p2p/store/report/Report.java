package com.flowex.p2p.store.report;

import com.flowex.domain.value.AccountId;
import com.flowex.p2p.rule.ReportReason;
import com.flowex.p2p.rule.TradeRole;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * Report of a person on another one.
 *
 * @param id 0 before it is stored
 * @param reporterUser user whose key seals the text
 * @param reporterRole role of the reporter in the trade, or towards the offer
 * @param trade trade of the two; empty if the reporter saw an offer
 * @param caseId number of the case of surveillance
 * @param closedAt empty while the case is open
 */
public record Report(
        long id,
        AccountId reporter,
        long reporterUser,
        TradeRole reporterRole,
        AccountId reported,
        Optional<UUID> trade,
        long offer,
        ReportReason reason,
        long caseId,
        State state,
        Instant createdAt,
        Optional<Instant> closedAt) {

    /** State of a report, which is the outcome of its case. */
    public enum State {
        OPEN,
        /** The case was dismissed. */
        DISMISSED,
        /** The case was confirmed without a restriction. */
        WARNED,
        /** The case was confirmed with a restriction. */
        RESTRICTED;

        /** Returns the word of the wire and of the database. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
