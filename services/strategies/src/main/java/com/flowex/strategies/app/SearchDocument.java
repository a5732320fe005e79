package com.flowex.strategies.app;

import com.flowex.backtest.metric.Figure;
import com.flowex.backtest.search.CrossValidation;
import com.flowex.backtest.search.CrossValidation.Fold;
import com.flowex.backtest.search.HeatMap;
import com.flowex.backtest.search.TimeRange;
import com.flowex.backtest.search.Trial;
import com.flowex.backtest.search.TrialOutcome;
import com.flowex.strategies.app.BacktestDocument.FigureValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Search as it is stored with its result: the schema BacktestSearchResult of docs/api/openapi.yaml.
 *
 * @param objective code of the figure that was looked at
 * @param planned number of trials of the plan
 * @param best number of the trial whose result stands beside this
 * @param doubts deflated Sharpe ratio, probability of over-fitting, and the return of the tests
 */
public record SearchDocument(
        String objective,
        boolean lowerIsBetter,
        int planned,
        int best,
        List<TrialRow> trials,
        List<FigureValue> doubts,
        List<FoldRow> folds) {

    /**
     * Trial of a search.
     *
     * @param parameters those that the search varies
     * @param score figure of the objective; null if there is none
     * @param reason empty if there is a score
     */
    public record TrialRow(
            int number,
            Map<String, String> parameters,
            @Nullable Double score,
            String reason) {}

    /** Range of time. */
    public record Range(Instant from, Instant to) {

        static Range of(TimeRange range) {
            return new Range(instant(range.fromNanos()), instant(range.toNanos()));
        }

        private static Instant instant(long nanos) {
            return Instant.EPOCH.plusNanos(nanos);
        }
    }

    /** Test of the set that was the best of other time. */
    public record FoldRow(
            List<Range> training,
            Range test,
            Map<String, String> parameters,
            @Nullable Double trainingScore,
            @Nullable Double testScore,
            String reason) {}

    /**
     * Mean score by two parameters: the schema BacktestHeatMap of docs/api/openapi.yaml.
     *
     * @param scores by y, then x; null where no trial has a score
     */
    public record Heat(
            String x, String y, List<String> xValues, List<String> yValues, List<List<@Nullable Double>> scores) {}

    static SearchDocument of(SearchSpec search, SearchRuns.SearchOutcome found) {
        boolean isLower = search.metric().isLowerBetter();
        List<FigureValue> doubts = new ArrayList<>();
        doubts.add(FigureValue.of("deflated_sharpe", "share", found.whole().deflatedSharpe()));
        doubts.add(FigureValue.of("overfitting", "share", found.whole().overfitting()));
        if (search.validation() != null) {
            doubts.add(FigureValue.of("out_of_sample_return", "share", outOfSample(found.folds())));
        }
        return new SearchDocument(
                search.objective(),
                isLower,
                found.whole().planned(),
                found.whole().best().orElseThrow().number(),
                found.whole().trials().stream().map(each -> row(each, isLower)).toList(),
                doubts,
                found.folds().stream().map(each -> row(each, isLower)).toList());
    }

    /** Returns the return of all tests, one after the other. */
    private static Figure outOfSample(List<Fold> folds) {
        double[] returns = CrossValidation.testReturns(folds);
        return returns.length == 0
                ? Figure.missing("no test has returns")
                : Figure.of(Arrays.stream(returns).reduce(1, (all, each) -> all * (1 + each)) - 1);
    }

    private static TrialRow row(Trial trial, boolean isLower) {
        return new TrialRow(
                trial.number(), trial.parameters(), shown(trial.outcome(), isLower), reason(trial.outcome()));
    }

    private static FoldRow row(Fold fold, boolean isLower) {
        return new FoldRow(
                fold.split().training().stream().map(Range::of).toList(),
                Range.of(fold.split().test()),
                fold.training().best().map(Trial::parameters).orElse(Map.of()),
                fold.training()
                        .best()
                        .map(each -> shown(each.outcome(), isLower))
                        .orElse(null),
                fold.test().map(each -> shown(each, isLower)).orElse(null),
                fold.test().map(SearchDocument::reason).orElse("no trial of the training has a score"));
    }

    /** Returns the figure itself: a search takes the negative of one of which less is better. */
    private static @Nullable Double shown(TrialOutcome outcome, boolean isLower) {
        return outcome.score() instanceof Figure.Value(double score) ? (Double) (isLower ? -score : score) : null;
    }

    private static String reason(TrialOutcome outcome) {
        return outcome.score() instanceof Figure.NotComputable(String why) ? why : "";
    }

    /** @throws IllegalArgumentException if the trials do not vary one of the parameters, or both are the same */
    public static Heat heat(List<TrialRow> trials, String x, String y) {
        HeatMap map = HeatMap.of(trials.stream().map(SearchDocument::trial).toList(), x, y);
        List<List<@Nullable Double>> scores = new ArrayList<>();
        for (double[] row : map.scores()) {
            List<@Nullable Double> shown = new ArrayList<>();
            for (double score : row) {
                shown.add(Double.isNaN(score) ? null : (Double) score);
            }
            scores.add(shown);
        }
        return new Heat(x, y, map.xValues(), map.yValues(), scores);
    }

    private static Trial trial(TrialRow row) {
        Figure score = row.score() == null ? Figure.missing(row.reason()) : Figure.of(row.score());
        return new Trial(row.number(), row.parameters(), new TrialOutcome(score, new double[0]));
    }
}
