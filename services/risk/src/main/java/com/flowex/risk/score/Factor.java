package com.flowex.risk.score;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One part of a score.
 *
 * @param risk 0 to 100; null where nothing is known of it
 * @param share its weight by the weights of all that is known: 0 where it is not
 * @param contribution what it adds to the score; those of all factors sum to it
 */
public record Factor(
        String name, @Nullable Double risk, int weight, double share, double contribution, List<Measure> measures) {

    public Factor {
        measures = List.copyOf(measures);
    }
}
