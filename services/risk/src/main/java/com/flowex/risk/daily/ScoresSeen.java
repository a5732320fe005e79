package com.flowex.risk.daily;

import java.util.Map;

/** Whoever is handed the scores of a tenant when all of a day's are computed. */
@FunctionalInterface
public interface ScoresSeen {

    /** Nobody is. */
    ScoresSeen NOBODY = (_, _, _) -> {};

    /**
     * All of a day's, each time that they were computed; what this throws ends the computation, which is done again then.
     *
     * @param scores by code of the asset; one of which the score is withheld is missing
     */
    void computed(int tenant, ScoreRun run, Map<String, Double> scores);
}
