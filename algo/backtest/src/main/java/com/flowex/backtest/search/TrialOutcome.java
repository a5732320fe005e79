package com.flowex.backtest.search;

import com.flowex.backtest.metric.Figure;

/**
 * Outcome of one set of parameters.
 *
 * @param score figure that the search maximises
 * @param returns returns over equal periods, the same periods for each trial of a search
 */
public record TrialOutcome(Figure score, double[] returns) {

    /** Returns the outcome of parameters that cannot run. */
    public static TrialOutcome failed(String reason) {
        return new TrialOutcome(Figure.missing(reason), new double[0]);
    }
}
