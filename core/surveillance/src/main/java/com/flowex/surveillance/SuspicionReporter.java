package com.flowex.surveillance;

import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.InstrumentId;
import java.util.List;
import java.util.function.Consumer;

/** Scores the findings of one market and reports those with a sufficient score. */
record SuspicionReporter(InstrumentId market, DetectionThresholds limits, Consumer<Suspicion> found) {

    void judge(AbusePattern pattern, List<AccountId> accounts, List<ScoreComponent> reasons, EvidenceSample exhibit) {
        int score = Suspicion.score(reasons);
        List<Evidence> shown = exhibit.sampled();
        if (score >= limits.scoreMin() && !shown.isEmpty()) {
            found.accept(new Suspicion(
                    pattern,
                    market,
                    accounts,
                    score,
                    reasons.stream().filter(reason -> reason.points() > 0).toList(),
                    shown.getFirst().timeNanos(),
                    shown.getLast().timeNanos(),
                    shown,
                    exhibit.count()));
        }
    }

    /** Returns a share of some points, at most all of them. */
    static int points(int most, double share) {
        return (int) Math.round(most * Math.clamp(share, 0, 1));
    }

    static String percent(double share) {
        return Math.round(100 * share) + " %";
    }
}
