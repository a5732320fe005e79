package com.flowex.risk.app.score;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One factor of a score.
 *
 * @param risk 0 to 100; null where it is unknown
 * @param share its weight divided by the weights of all known factors; 0 where it is unknown
 * @param contribution its part of the score; those of all factors sum to the score
 */
public record ScoreFactor(
        String name,
        @Nullable Double risk,
        int weight,
        double share,
        double contribution,
        List<FactorMeasure> measures) {

    public ScoreFactor {
        measures = List.copyOf(measures);
    }
}
