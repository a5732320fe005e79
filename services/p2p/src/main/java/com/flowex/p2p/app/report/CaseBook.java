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

    /** Returns the outcomes of those of the cases that are closed. */
    Map<Long, Report.State> closed(Transaction transaction, int tenant, Set<Long> cases);
}
