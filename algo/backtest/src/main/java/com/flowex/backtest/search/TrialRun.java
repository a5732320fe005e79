package com.flowex.backtest.search;

import java.util.Map;

/** Function that a search maximises. Threads call it at the same time; equal parameters give equal outcomes. */
public interface TrialRun {

    /**
     * Runs one set of parameters.
     *
     * @throws com.flowex.strategy.parameter.ParameterException if the values contradict each other; the trial then has
     *     that reason instead of a score
     */
    TrialOutcome run(Map<String, String> parameters);
}
