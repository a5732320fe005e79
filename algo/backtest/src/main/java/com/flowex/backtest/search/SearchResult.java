package com.flowex.backtest.search;

import com.flowex.backtest.metric.Figure;
import com.flowex.backtest.metric.SharpeStatistics;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.hipparchus.stat.StatUtils;

/**
 * Result of a search, with the doubt that comes from its number of trials.
 *
 * @param trials finished trials by number
 * @param planned number of trials of the plan; more than there are trials if the search was canceled
 * @param best trial with the highest score, the first one of equals; empty if no trial has a score
 * @param deflatedSharpe probability that the best trial's Sharpe ratio is more than luck
 * @param overfitting probability that the best of one half of the time is below the median in the other half
 */
public record SearchResult(
        List<Trial> trials, int planned, Optional<Trial> best, Figure deflatedSharpe, Figure overfitting) {

    static SearchResult of(List<Trial> trials, int planned) {
        Optional<Trial> best = trials.stream()
                .filter(trial -> trial.outcome().score() instanceof Figure.Value)
                .min(Comparator.<Trial>comparingDouble(
                                trial -> -trial.outcome().score().orNaN())
                        .thenComparingInt(Trial::number));
        List<double[]> returns = trials.stream()
                .map(trial -> trial.outcome().returns())
                .filter(series -> series.length > 0)
                .toList();
        return new SearchResult(
                List.copyOf(trials),
                planned,
                best,
                best.map(trial -> deflated(trial, returns)).orElseGet(() -> Figure.missing("no trial has a score")),
                BacktestOverfitting.probability(returns));
    }

    private static Figure deflated(Trial best, List<double[]> returns) {
        if (returns.size() < 2) {
            return Figure.missing("there are fewer than two trials");
        }
        double[] ratios = returns.stream()
                .mapToDouble(series -> SharpeStatistics.of(series).ratio())
                .filter(Double::isFinite)
                .toArray();
        double variance = ratios.length < 2 ? 0 : StatUtils.variance(ratios);
        return SharpeStatistics.of(best.outcome().returns()).deflated(ratios.length, variance);
    }
}
