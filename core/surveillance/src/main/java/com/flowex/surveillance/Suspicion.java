package com.flowex.surveillance;

import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.InstrumentId;
import java.util.List;

/**
 * Suspicion of market abuse; a human decides if it is one.
 *
 * @param accounts accounts involved, in the order in which they appear, followed by others of the same parties
 * @param score 0 to 100, the sum of its reasons, bounded
 * @param fromNanos log time of the first event, nanoseconds since 1970
 * @param toNanos log time of the last event, nanoseconds since 1970
 * @param evidence at most {@link #EVIDENCE_MAX}, in the log's order
 * @param events total number of events
 */
public record Suspicion(
        AbusePattern pattern,
        InstrumentId market,
        List<AccountId> accounts,
        int score,
        List<ScoreComponent> reasons,
        long fromNanos,
        long toNanos,
        List<Evidence> evidence,
        int events) {

    /** The first and the last of many events show the pattern; all of them are in the log between these. */
    public static final int EVIDENCE_MAX = 100;

    private static final int SCORE_MAX = 100;

    public Suspicion {
        accounts = List.copyOf(accounts);
        reasons = List.copyOf(reasons);
        evidence = List.copyOf(evidence);
    }

    /** Returns this suspicion with all accounts of its parties. */
    Suspicion of(List<AccountId> whole) {
        return new Suspicion(pattern, market, whole, score, reasons, fromNanos, toNanos, evidence, events);
    }

    static int score(List<ScoreComponent> reasons) {
        return Math.min(
                SCORE_MAX, reasons.stream().mapToInt(ScoreComponent::points).sum());
    }
}
