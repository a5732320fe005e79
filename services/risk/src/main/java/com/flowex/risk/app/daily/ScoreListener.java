package com.flowex.risk.app.daily;

import com.flowex.risk.store.score.ScoreRun;
import java.util.Map;

/** Listener that receives all scores of a tenant once a day's are computed. */
@FunctionalInterface
public interface ScoreListener {

    /** A listener that ignores them. */
    ScoreListener NO_LISTENER = (_, _, _) -> {};

    /**
     * Receives all scores of a day, each time that they were computed. An exception ends the computation, which is then
     * repeated.
     *
     * @param scores by asset code; an asset whose score is withheld, or made of other assets in part, is missing
     */
    void computed(int tenant, ScoreRun run, Map<String, Double> scores);
}
