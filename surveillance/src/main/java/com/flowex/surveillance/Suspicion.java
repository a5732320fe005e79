package com.flowex.surveillance;

import com.flowex.domain.AccountId;
import com.flowex.domain.InstrumentId;
import java.util.List;

/**
 * Something that looks like abuse; whether it is decides a human.
 *
 * @param accounts whose it looks like, in the order in which they appear, and then who is one party with them
 * @param score 0 to 100, the sum of its reasons, bounded
 * @param fromNanos log time of the first event, nanoseconds since 1970
 * @param toNanos of the last
 * @param evidence at most {@link #EVIDENCE_MAX}, in the log's order
 * @param events how many there were in all
 */
public record Suspicion(
        Pattern pattern,
        InstrumentId market,
        List<AccountId> accounts,
        int score,
        List<Reason> reasons,
        long fromNanos,
        long toNanos,
        List<Evidence> evidence,
        int events) {

    /** The first and the last of many show what happened; all of them are in the log between these. */
    public static final int EVIDENCE_MAX = 100;

    private static final int SCORE_MAX = 100;

    public Suspicion {
        accounts = List.copyOf(accounts);
        reasons = List.copyOf(reasons);
        evidence = List.copyOf(evidence);
    }

    /** The same of all of a party's accounts. */
    Suspicion of(List<AccountId> whole) {
        return new Suspicion(pattern, market, whole, score, reasons, fromNanos, toNanos, evidence, events);
    }

    static int score(List<Reason> reasons) {
        return Math.min(SCORE_MAX, reasons.stream().mapToInt(Reason::points).sum());
    }
}
