package com.flowex.backtest.search;

import com.flowex.backtest.metric.Figure;
import com.flowex.backtest.metric.Metric;
import com.flowex.backtest.metric.PerformanceFigures;
import com.flowex.backtest.metric.ReturnSeries;
import com.flowex.backtest.metric.RunSample;
import java.util.Arrays;

/**
 * Outcome of one set of parameters.
 *
 * @param score figure that the search maximises
 * @param returns returns over equal periods, the same periods for each trial of a search
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record TrialOutcome(Figure score, double[] returns) {

    /**
     * Returns the outcome of a run by one of its figures.
     *
     * @param isLowerBetter true for figures such as a drawdown, of which the search takes the least
     */
    public static TrialOutcome of(RunSample sample, Metric objective, boolean isLowerBetter) {
        return of(sample, PerformanceFigures.of(sample), objective, isLowerBetter);
    }

    /** Returns the outcome of a run whose figures are computed already. */
    public static TrialOutcome of(
            RunSample sample, PerformanceFigures figures, Metric objective, boolean isLowerBetter) {
        Figure figure = figures.get(objective);
        Figure score = figure instanceof Figure.Value(double value) && isLowerBetter ? Figure.of(-value) : figure;
        boolean hasReturns = sample.curve().points() > 1
                && Arrays.stream(sample.curve().equity()).allMatch(equity -> equity > 0);
        return new TrialOutcome(
                score, hasReturns ? ReturnSeries.of(sample.curve()).returns() : new double[0]);
    }

    /** Returns the outcome of parameters that cannot run. */
    public static TrialOutcome failed(String reason) {
        return new TrialOutcome(Figure.missing(reason), new double[0]);
    }
}
