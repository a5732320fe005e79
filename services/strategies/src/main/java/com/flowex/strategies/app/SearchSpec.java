package com.flowex.strategies.app;

import com.flowex.backtest.metric.Metric;
import com.flowex.backtest.search.ParameterAxis;
import com.flowex.backtest.search.SearchPlan;
import com.flowex.backtest.search.TimeRange;
import com.flowex.backtest.search.TimeSplit;
import com.flowex.strategy.parameter.ParameterException;
import com.flowex.strategy.parameter.ParameterSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Search of a back-test: sets of parameters, and the figure that the best set has.
 *
 * @param method grid or random
 * @param values values by the name of a parameter, as {@link ParameterAxis#parse} understands them
 * @param trials number of combinations of a random search; null of a grid
 * @param objective code of the figure
 * @param validation test of the selection on time that it has not seen; null for none
 */
public record SearchSpec(
        String method,
        Map<String, String> values,
        @Nullable Integer trials,
        String objective,
        @Nullable Validation validation) {

    public static final String GRID = "grid";
    public static final String RANDOM = "random";

    /** Highest number of trials. */
    public static final int TRIALS_MAX = 1_000;

    /** Highest number of parameters that a search varies. */
    public static final int AXES_MAX = 6;

    /** Highest number of tests of a validation, and of lengths of a test that a training has. */
    public static final int PARTS_MAX = 20;

    public SearchSpec {
        values = Map.copyOf(values);
    }

    /**
     * Division of the time into trainings and tests.
     *
     * @param method walk_forward or purged_folds
     * @param parts number of tests
     * @param trainingParts length of a training in lengths of a test; of purged folds all other parts are the training
     * @param gap candles between training and test that belong to neither
     */
    public record Validation(String method, int parts, int trainingParts, int gap) {

        public static final String WALK_FORWARD = "walk_forward";
        public static final String PURGED_FOLDS = "purged_folds";

        List<TimeSplit> splits(TimeRange all, long candleNanos) {
            long gapNanos = gap * candleNanos;
            return method.equals(WALK_FORWARD)
                    ? TimeSplit.walkForward(all, parts, trainingParts, gapNanos)
                    : TimeSplit.purgedFolds(all, parts, gapNanos, gapNanos);
        }
    }

    /** Returns the figure with a code. */
    public static Optional<Metric> metric(String code) {
        return Arrays.stream(Metric.values())
                .filter(each -> each.code().equals(code))
                .findFirst();
    }

    /** Returns the figure that the best set has the highest, or the lowest of. */
    Metric metric() {
        return metric(objective).orElseThrow();
    }

    /**
     * Returns the values that are tried.
     *
     * @throws ParameterException if one breaks its declaration, or a parameter is not declared
     */
    List<ParameterAxis> axes(List<ParameterSpec> declared) {
        List<ParameterAxis> axes = new ArrayList<>();
        Set<String> unknown = new TreeSet<>(values.keySet());
        for (ParameterSpec each : declared) {
            String text = values.get(each.name());
            if (text != null) {
                unknown.remove(each.name());
                axes.add(ParameterAxis.parse(each, text));
            }
        }
        if (!unknown.isEmpty()) {
            throw new ParameterException(unknown.iterator().next(), "is not declared by the strategy");
        }
        return axes;
    }

    /** Returns the number of combinations, {@link Integer#MAX_VALUE} at most. */
    static long combinations(List<ParameterAxis> axes) {
        long count = 1;
        for (ParameterAxis axis : axes) {
            count = Math.min(Integer.MAX_VALUE, count * axis.values().size());
        }
        return count;
    }

    /** Returns the number of trials over the whole time. */
    long planned(List<ParameterAxis> axes) {
        return trials == null ? combinations(axes) : Math.min(trials, combinations(axes));
    }

    /** Returns the number of searches: over the whole time, and over each training. */
    int searches() {
        return validation == null ? 1 : 1 + validation.parts();
    }

    /** Returns the length of all searches together in lengths of the whole time, rounded up. */
    long lengths() {
        if (validation == null) {
            return 1;
        }
        long parts = validation.parts();
        long training = validation.trainingParts();
        return validation.method().equals(Validation.WALK_FORWARD)
                ? 2 + parts * training / (parts + training)
                : parts + 1;
    }

    /** Returns the sets in the order of their numbers. */
    SearchPlan plan(List<ParameterSpec> declared, long seed) {
        List<ParameterAxis> axes = axes(declared);
        return trials == null ? SearchPlan.grid(axes) : SearchPlan.random(axes, trials, seed);
    }

    /** Returns a set's parameters together with those that the search does not vary. */
    static Map<String, String> whole(Map<String, String> fixed, Map<String, String> set) {
        Map<String, String> all = new TreeMap<>(fixed);
        all.putAll(set);
        return all;
    }
}
