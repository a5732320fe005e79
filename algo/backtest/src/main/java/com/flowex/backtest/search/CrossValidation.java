package com.flowex.backtest.search;

import com.flowex.backtest.metric.Figure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Searches on the training ranges of each split, and runs what it found on the range that it has not seen. */
public final class CrossValidation {

    private CrossValidation() {}

    /** Function from parameters and a part of the time to an outcome; see {@link TrialRun}. */
    public interface RangeRun {
        TrialOutcome run(Map<String, String> parameters, TimeRange range);
    }

    /**
     * Result of one split.
     *
     * @param training search on the training ranges
     * @param test outcome of the best parameters on the test range; empty if no trial had a score
     */
    public record Fold(TimeSplit split, SearchResult training, Optional<TrialOutcome> test) {

        public Fold {
            if (training.best().isEmpty() && test.isPresent()) {
                throw new IllegalArgumentException("a test needs the best of a training");
            }
        }
    }

    /**
     * Runs all splits in their order, each with all workers. A canceled search ends with the folds that are complete.
     *
     * @param known finished trials by split, from an interrupted run; the list may be shorter than that of the splits
     */
    public static List<Fold> run(
            List<TimeSplit> splits,
            SearchPlan plan,
            RangeRun function,
            List<List<Trial>> known,
            SplitObserver observer,
            int workers) {
        List<Fold> folds = new ArrayList<>();
        for (int i = 0; i < splits.size() && !observer.isCanceled(); i++) {
            TimeSplit split = splits.get(i);
            SearchResult training = ParameterSearch.run(
                    plan,
                    parameters -> overAll(split.training(), parameters, function),
                    i < known.size() ? known.get(i) : List.of(),
                    observer.ofSplit(i),
                    workers);
            if (training.trials().size() < training.planned()) {
                break;
            }
            folds.add(new Fold(
                    split, training, training.best().map(best -> function.run(best.parameters(), split.test()))));
        }
        return folds;
    }

    /** Hook of the caller into the searches of all splits. */
    public interface SplitObserver {

        /** Observer that keeps nothing and never cancels. */
        SplitObserver NONE = (split, trial) -> {};

        /** Receives a trial of a split's training when it has finished. */
        void finished(int split, Trial trial);

        default boolean isCanceled() {
            return false;
        }

        /** Returns the observer of one split's search. */
        default SearchObserver ofSplit(int split) {
            SplitObserver all = this;
            return new SearchObserver() {
                @Override
                public void finished(Trial trial, int finished, int planned) {
                    all.finished(split, trial);
                }

                @Override
                public boolean isCanceled() {
                    return all.isCanceled();
                }
            };
        }
    }

    /** Returns the outcome over several ranges: returns one after the other, the score weighted by their numbers. */
    private static TrialOutcome overAll(List<TimeRange> ranges, Map<String, String> parameters, RangeRun function) {
        double[] returns = {};
        double weighted = 0;
        double weights = 0;
        for (TimeRange range : ranges) {
            TrialOutcome outcome = function.run(parameters, range);
            if (!(outcome.score() instanceof Figure.Value(double score))) {
                return outcome;
            }
            int before = returns.length;
            double weight = Math.max(1, outcome.returns().length);
            returns = Arrays.copyOf(returns, before + outcome.returns().length);
            System.arraycopy(outcome.returns(), 0, returns, before, outcome.returns().length);
            weighted += score * weight;
            weights += weight;
        }
        return new TrialOutcome(Figure.of(weighted / weights), returns);
    }

    /** Returns the returns of all tests, one after the other: what the method would have earned. */
    public static double[] testReturns(List<Fold> folds) {
        return folds.stream()
                .flatMap(fold -> fold.test().stream())
                .flatMapToDouble(outcome -> Arrays.stream(outcome.returns()))
                .toArray();
    }
}
