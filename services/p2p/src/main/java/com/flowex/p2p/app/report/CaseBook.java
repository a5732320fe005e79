package com.flowex.p2p.app.report;

import com.flowex.domain.value.AccountId;
import com.flowex.p2p.store.report.Report;
import com.flowex.platform.database.transaction.Transaction;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Cases of surveillance, as trades between people open them. People decide them there. */
public interface CaseBook {

    /**
     * Incident that belongs into a case.
     *
     * @param pattern pattern of the case
     * @param accounts suspected accounts of one tenant
     * @param points parts of the score, of 100 in all
     */
    record Incident(String pattern, List<AccountId> accounts, List<Points> points, List<Item> evidence) {

        /** @throws IllegalArgumentException without accounts or evidence */
        public Incident {
            if (accounts.isEmpty() || evidence.isEmpty()) {
                throw new IllegalArgumentException("an incident has accounts and evidence");
            }
            accounts = List.copyOf(accounts);
            points = List.copyOf(points);
            evidence = List.copyOf(evidence);
        }
    }

    /** Part of a score, with the figures that it was computed from. */
    record Points(String name, int points, String from) {}

    /**
     * Piece of evidence.
     *
     * @param number number of the report or of the trade
     * @param account account that the piece is of
     * @param subject trade or offer
     */
    record Item(long number, Instant at, AccountId account, String subject, String shows) {}

    /**
     * Opens a case, or adds the evidence to the open one of the same pattern and accounts.
     *
     * @return number of the case
     * @throws com.flowex.platform.errors.Refusal {@code p2p_limit} if there are too many
     */
    long open(Transaction transaction, int tenant, Incident incident, Instant now);

    /**
     * Evidence that was withdrawn.
     *
     * @param item piece that says so
     * @param requestedBy user who requested the withdrawal
     * @param approvedBy user who approved it
     */
    record Retraction(Item item, long requestedBy, long approvedBy) {}

    /** Effect of a withdrawal on its case. */
    enum Effect {
        /** There is no such case, or it was dismissed before. */
        NONE,
        /** The case stays open, because it has other evidence. */
        KEPT_OPEN,
        /** The case had no other evidence, and is dismissed. */
        DISMISSED,
        /** The case was confirmed before; people decide about a restriction that follows from it. */
        CONFIRMED_BEFORE
    }

    /** Takes evidence out of a case: adds the piece that says so, and dismisses a case that has no other evidence. */
    Effect retract(Transaction transaction, int tenant, long caseId, Retraction retraction, Instant now);

    /** Returns the outcomes of those of the cases that are closed. */
    Map<Long, Report.State> closed(Transaction transaction, int tenant, Set<Long> cases);
}
